#!lua flags=allow-oom
-- expire: SCHEDULED, PENDING or ASSIGNED -> EXPIRED
--
-- Ends the tasks that were not started in the time they allowed for it.
-- Called by TaskStore#expire, from the manager's promote loop.
-- uses prefix, record, time, count, finish, lift
--
-- KEYS[1]  expiring  ZSET  id -> time by which it must have started
-- KEYS[2]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  limit           how many to end at most
--
-- Returns  {'EXPIRED', how many, ms until the next expires (-1 for none)}

local expiring, stats = KEYS[1], KEYS[2]
local ids = redis.call('ZRANGE', expiring, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[2])
local ended = 0
for _, id in ipairs(ids) do
  local record = read(id)
  if record.state == 'SCHEDULED' or record.state == 'PENDING' or record.state == 'ASSIGNED' then
    lift(id, record)
    redis.call('HDEL', prefix .. 'task:' .. id, 'session')
    finish(id, record, 'EXPIRED', 'error', 'EXPIRED It was not started within expiresIn.')
    move(record.state, 'EXPIRED')
    count('expired', 1)
    ended = ended + 1
  end
  redis.call('ZREM', expiring, id)
end
write_counts(stats)
tell_waiters()
local following = redis.call('ZRANGE', expiring, 0, 0, 'WITHSCORES')
return { 'EXPIRED', ended, following[2] and math.max(0, following[2] - now) or -1 }
