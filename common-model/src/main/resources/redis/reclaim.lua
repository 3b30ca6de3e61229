#!lua flags=allow-oom
-- reclaim: ASSIGNED or RUNNING -> PENDING, or FAILED
--
-- Declares a worker lost and takes its work back, if its lease is over by the clock of Redis. What it ran has used up
-- an attempt, and ends FAILED when that was the last. Asked again until it answers RECLAIMED with nothing left.
-- Called by WorkerStore#reclaim, from the manager's reclaim loop and for a worker that registers anew.
-- uses prefix, record, time, count, finish
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  leases    ZSET  worker -> lease end
-- KEYS[3]  queue     LIST  task ids, oldest at the left end
-- KEYS[4]  running   HASH  id -> attempt
-- KEYS[5]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the registration that is judged dead
-- ARGV[4]  limit           how many to take from the queue in this call
--
-- Returns  {'RECLAIMED' | 'MORE', back in the backlog, failed, silent_ms} | {'ALIVE'} | {'OTHER_SESSION'}

local worker, leases, queue, running, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local worker_id, session, limit = ARGV[2], ARGV[3], ARGV[4]
local lease = tonumber(redis.call('ZSCORE', leases, worker_id) or 0)
local seen = redis.call('HMGET', worker, 'session', 'lostSession')
if seen[1] ~= session and seen[2] ~= session then
  return { 'OTHER_SESSION' }
end
if seen[1] == session then
  if lease > now then
    return { 'ALIVE' }
  end
  redis.call('HDEL', worker, 'session')
  redis.call('HSET', worker, 'state', 'LOST', 'lostSession', session, 'lostAt', now)
  count('lost', 1)
end

local returned, failed = 0, 0

local function give_back(id, from, record)
  local task = prefix .. 'task:' .. id
  redis.call('HSET', task, 'state', 'PENDING')
  redis.call('HDEL', task, 'session', 'workerId', 'assignedAt', 'progress')
  redis.call('ZADD', prefix .. 'backlog:' .. record.lane, record.rank, id)
  move(from, 'PENDING')
  returned = returned + 1
end

for _, id in ipairs(redis.call('LPOP', queue, limit) or {}) do
  local record = read(id)
  if record.state == 'ASSIGNED' and record.session == session then
    give_back(id, 'ASSIGNED', record)
  end
end
for _, id in ipairs(redis.call('HKEYS', running)) do
  local record = read(id)
  if record.state == 'RUNNING' and record.session == session then
    if record.attempt - (record.forgiven or 0) < tonumber(record.maxAttempts or 3) then
      give_back(id, 'RUNNING', record)
    else
      redis.call('HDEL', prefix .. 'task:' .. id, 'session')
      finish(id, record, 'FAILED', 'error', 'WORKER_LOST Its worker was lost during the last attempt.')
      move('RUNNING', 'FAILED')
      count('failed', 1)
      failed = failed + 1
    end
  end
end
redis.call('DEL', running)
count('reclaimed', returned + failed)
write_counts(stats)
tell_waiters()
if returned > 0 then
  redis.call('PUBLISH', prefix .. 'wake', 'backlog')
end
if redis.call('LLEN', queue) > 0 then
  return { 'MORE', returned, failed, now - lease }
end
redis.call('ZREM', leases, worker_id)
return { 'RECLAIMED', returned, failed, now - lease }
