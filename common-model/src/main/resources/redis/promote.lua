#!lua flags=allow-oom
-- promote: SCHEDULED -> PENDING
--
-- Moves the tasks that are due into the backlog.
-- Called by TaskStore#promote, from the manager's promote loop.
-- uses prefix, record, time, count
--
-- KEYS[1]  due       ZSET  id -> due time
-- KEYS[2]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  limit           how many to move at most
--
-- Returns  {'PROMOTED', how many, ms until the next is due (-1 for none)}

local due, stats = KEYS[1], KEYS[2]
local ids = redis.call('ZRANGE', due, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ids) do
  local task = prefix .. 'task:' .. id
  local seen = fields(id, 'state', 'lane', 'rank')
  if seen[1] == 'SCHEDULED' then
    redis.call('HSET', task, 'state', 'PENDING')
    redis.call('ZREM', prefix .. 'tasks:SCHEDULED:' .. seen[2], id)
    redis.call('ZADD', prefix .. 'backlog:' .. seen[2], seen[3], id)
    move('SCHEDULED', 'PENDING')
  else
    count('quarantined', 1)
  end
  redis.call('ZREM', due, id)
end
write_counts(stats)
local following = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')
return { 'PROMOTED', #ids, following[2] and math.max(0, following[2] - now) or -1 }
