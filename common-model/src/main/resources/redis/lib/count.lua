-- count: gathers the changes of counters, so that a batch costs one command that reads them and one that writes them; any
-- that writes costs Redis as much as two or three that read
local counts = {}

local function count(field, by)
  counts[field] = (counts[field] or 0) + by
end

local function move(from, to)
  count(from, -1)
  count(to, 1)
end

local function write_counts(stats)
  local changed, command = {}, { 'HSET', stats }
  for field, by in pairs(counts) do
    if by ~= 0 then
      changed[#changed + 1] = field
    end
  end
  if #changed == 0 then
    return
  end
  for i, value in ipairs(redis.call('HMGET', stats, unpack(changed))) do
    command[2 * i + 1], command[2 * i + 2] = changed[i], string.format('%d', (value or 0) + counts[changed[i]])
  end
  redis.call(unpack(command))
end
