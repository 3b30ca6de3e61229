#!lua flags=allow-oom
-- expire: SCHEDULED, PENDING or ASSIGNED -> EXPIRED
--
-- Ends the tasks that were not started in the time they allowed for it.
-- Called by TaskStore#expire, from the manager's promote loop.
-- uses prefix, time, count, batch, record, row, place, lift, finish
--
-- KEYS[1]  expiring  ZSET  id -> time by which it must have started
-- KEYS[2]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  limit           how many to end at most
--
-- Returns  {'EXPIRED', how many, ms until the next expires (-1 for none)}

local expiring, stats = KEYS[1], KEYS[2]
local ids = redis.call('ZRANGE', expiring, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[2])
local moved = 0
for _, id in ipairs(ids) do
  local record = record_of(id)
  if record and not record[STATE] and place_of(id) ~= 'RUNNING' then
    local state, rank = lift(id, record)
    record[ERROR], record[SESSION] = 'EXPIRED It was not started within expiresIn.', nil
    finish(id, record, rank, 'EXPIRED')
    move(state, 'EXPIRED')
    count('expired', 1)
    moved = moved + 1
  end
  batch('ZREM', expiring, id)
end
write_batches()
write_counts(stats)
tell_waiters()
local following = redis.call('ZRANGE', expiring, 0, 0, 'WITHSCORES')
return { 'EXPIRED', moved, following[2] and math.max(0, following[2] - now) or -1 }
