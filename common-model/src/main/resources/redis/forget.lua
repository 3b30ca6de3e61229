#!lua flags=allow-oom
-- forget: a final state -> -
--
-- Removes the records whose retention is over, with every index entry and idempotency key of theirs.
-- Called by TaskStore#forget, from the leading manager.
-- uses prefix, time, count, batch, record, row, finish
--
-- KEYS[1]  retained  ZSET  bucket -> time at which what is in it is forgotten
-- KEYS[2]  lanes     HASH  lane -> number of its records
-- KEYS[3]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  limit           how many to remove at most
--
-- Returns  {'FORGOTTEN', how many, ms until there is more (-1 for never)}

local retained, lanes, stats, limit = KEYS[1], KEYS[2], KEYS[3], tonumber(ARGV[2])
local fewer, forgotten = {}, 0

local function forget(id, record)
  batch('HDEL', tasks, id)
  batch('ZREM', index_of(record), id)
  for label in string.gmatch(record[LABELS] or '', '[^\n]+') do
    batch('ZREM', prefix .. 'label:' .. label, id)
  end
  if record[KEY] then
    redis.call('DEL', prefix .. 'key:' .. record[KEY])
  end
  count(record[STATE], -1)
  fewer[record[LANE]] = (fewer[record[LANE]] or 0) + 1
  forgotten = forgotten + 1
end

-- Empties a bucket as far as the limit allows. A task that was retried since may stand in it again, or in another as well.
local function empty(bucket)
  local list = prefix .. 'retained:' .. bucket
  local gone, looked = {}, 0
  for _, id in ipairs(redis.call('LRANGE', list, 0, limit - 1)) do
    if has_read_much() then
      break
    end
    looked = looked + 1
    local record = not gone[id] and record_of(id)
    if record and record[STATE] and bucket_of(record) == tonumber(bucket) then
      gone[id] = true
      forget(id, record)
    end
  end
  write_batches()
  redis.call('LTRIM', list, looked, -1)
  limit = limit - looked
  if redis.call('EXISTS', list) == 0 then
    redis.call('ZREM', retained, bucket)
  end
end

for _, bucket in ipairs(redis.call('ZRANGE', retained, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)) do
  if limit > 0 and not has_read_much() then
    empty(bucket)
  end
end
for lane, records in pairs(fewer) do
  if redis.call('HINCRBY', lanes, lane, -records) <= 0 then
    redis.call('HDEL', lanes, lane)
  end
end
write_counts(stats)
local following = redis.call('ZRANGE', retained, 0, 0, 'WITHSCORES')
return { 'FORGOTTEN', forgotten, following[2] and math.max(0, following[2] - now) or -1 }
