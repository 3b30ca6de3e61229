-- batch: gathers what is written to one key by one command, so that a batch of tasks costs few commands. Nothing may be
-- read back before it is written. Needs nothing.
local PORTION = 2000 -- values in one command; Lua passes less than 8000
local open = {} -- by command and key; not by the two joined, for making such a string costs more than all the rest

local function send(portion)
  redis.call(unpack(portion))
end

-- Adds a value, or two.
local function batch(command, key, first, second)
  local portions = open[command]
  if not portions then
    portions = {}
    open[command] = portions
  end
  local portion = portions[key]
  if not portion then
    portion = { command, key }
    portions[key] = portion
  end
  local size = #portion
  portion[size + 1], portion[size + 2] = first, second
  if size > PORTION then
    portions[key] = nil
    send(portion)
  end
end

local function write_batches()
  for _, portions in pairs(open) do
    for _, portion in pairs(portions) do
      send(portion)
    end
  end
  open = {}
end

-- Writes what is the same for all of these, at once.
local function write_all(command, key, ids)
  for from = 1, #ids, PORTION do
    redis.call(command, key, unpack(ids, from, math.min(#ids, from + PORTION - 1)))
  end
end

-- The values of many fields of a hash, in the order given; false where there is none.
local function values_of(hash, ids)
  if #ids > 0 and #ids <= PORTION then
    return redis.call('HMGET', hash, unpack(ids))
  end
  local values = {}
  for from = 1, #ids, PORTION do
    local to = math.min(#ids, from + PORTION - 1)
    for i, value in ipairs(redis.call('HMGET', hash, unpack(ids, from, to))) do
      values[from + i - 1] = value
    end
  end
  return values
end
