#!lua flags=no-writes
-- list: one page of tasks, newest first
--
-- Merges indexes and stations by falling rank and keeps what matches. Looks at a bounded number of records, so a page
-- may hold fewer tasks than asked for although more follow.
-- Called by TaskStore#list, for GET /v1/tasks.
-- uses prefix, batch, record, place
--
-- KEYS[1]  stats     HASH  counters (names the slot only)
-- KEYS[2+] per index: ZSET  id -> rank
-- ARGV[1]  prefix
-- ARGV[2]  before          rank that the page starts below, or inf
-- ARGV[3]  limit
-- ARGV[4]  scan            how many to look at in each index
-- ARGV[5]  state           '' any; likewise below
-- ARGV[6]  type
-- ARGV[7]  queue
-- ARGV[8]  worker_id
-- ARGV[9]  label           key=value
-- ARGV[10+] per station whose tasks count: worker_id
--
-- Returns  {'LISTED', rank to go on below ('' at the end), id, ...}

local before, limit, scan = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local candidates = {}

local function add(id, rank)
  candidates[#candidates + 1] = { id, tonumber(rank) }
end

local function matches(id)
  local record = record_of(id)
  if not record then
    return false
  end
  local state, worker_id = record[STATE], record[WORKER_ID]
  if not state then
    local holder
    state, holder = place_of(id)
    worker_id = holder or worker_id
  end
  local type, queue = string.match(record[LANE], '^([^:]*):([^:]*)')
  return (ARGV[5] == '' or ARGV[5] == state) and (ARGV[6] == '' or ARGV[6] == type)
    and (ARGV[7] == '' or ARGV[7] == queue) and (ARGV[8] == '' or ARGV[8] == worker_id)
    and (ARGV[9] == '' or string.find('\n' .. (record[LABELS] or '') .. '\n', '\n' .. ARGV[9] .. '\n', 1, true) ~= nil)
end

for i = 2, #KEYS do
  local found = redis.call('ZRANGE', KEYS[i], '(' .. before, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, scan, 'WITHSCORES')
  for at = 1, #found, 2 do
    add(found[at], found[at + 1])
  end
end
for i = 10, #ARGV do
  local station = prefix .. 'worker:' .. ARGV[i]
  for _, ids in ipairs({ redis.call('LRANGE', station .. ':queue', 0, -1), redis.call('HKEYS', station .. ':running') }) do
    for at, text in ipairs(values_of(held, ids)) do
      local _, _, _, rank = read_hold(text)
      if rank and tonumber(rank) < tonumber(before) then
        add(ids[at], rank)
      end
    end
  end
end
table.sort(candidates, function(one, other) return one[2] > other[2] end)

local answer, looked = { 'LISTED', '' }, 0
for i, candidate in ipairs(candidates) do
  if #answer - 2 == limit or looked == scan or has_read_much() then
    answer[2] = string.format('%.0f', candidates[i - 1][2])
    break
  end
  looked = looked + 1
  if matches(candidate[1]) then
    answer[#answer + 1] = candidate[1]
  end
end
if answer[2] == '' and #candidates > 0 and #candidates >= scan then
  answer[2] = string.format('%.0f', candidates[#candidates][2])
end
return answer
