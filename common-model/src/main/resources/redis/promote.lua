#!lua flags=allow-oom
-- promote: SCHEDULED -> PENDING
--
-- Moves the tasks that are due into the backlog.
-- Called by TaskStore#promote, from the manager's promote loop.
-- uses prefix, time, count, batch, record
--
-- KEYS[1]  due       ZSET  id -> due time
-- KEYS[2]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  limit           how many to move at most
--
-- Returns  {'PROMOTED', how many, ms until the next is due (-1 for none)}

local due, stats = KEYS[1], KEYS[2]
local ids = redis.call('ZRANGE', due, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[2])
local moved = 0
for _, id in ipairs(ids) do
  if has_read_much() then
    break
  end
  local record, rank = record_of(id), nil
  local index = record and lane_key('tasks:SCHEDULED:', record[LANE])
  if index then
    rank = redis.call('ZSCORE', index, id)
  end
  if rank then
    redis.call('ZREM', index, id)
    batch('ZADD', lane_key('backlog:', record[LANE]), rank, id)
    move('SCHEDULED', 'PENDING')
  else
    count('quarantined', 1)
  end
  redis.call('ZREM', due, id)
  moved = moved + 1
end
write_batches()
write_counts(stats)
local following = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')
return { 'PROMOTED', moved, following[2] and math.max(0, following[2] - now) or -1 }
