#!lua flags=allow-oom
-- register: opens a session
--
-- Admits a worker and grants its first lease. The same session again refreshes it. An id whose session is alive is
-- TAKEN; what a dead session of that id left behind has to be reclaimed first.
-- Called by WorkerStore#register, for POST /register.
-- uses time
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  workers   SET   ids of all workers that have a station
-- KEYS[3]  leases    ZSET  worker -> lease end
-- KEYS[4]  queue     LIST  task ids, oldest at the left end
-- KEYS[5]  running   HASH  id -> attempt
-- ARGV[1]  worker_id
-- ARGV[2]  session
-- ARGV[3]  lease_ms
-- ARGV[4]  address
-- ARGV[5]  capacity
-- ARGV[6]  types
-- ARGV[7]  labels
--
-- Returns  {'REGISTERED'} | {'TAKEN', ms until its lease ends} | {'LEFTOVER', session to reclaim}

local worker, workers, leases, queue, running = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local worker_id, session, lease_ms = ARGV[1], ARGV[2], ARGV[3]
local seen = redis.call('HMGET', worker, 'session', 'lostSession')
local lease = tonumber(redis.call('ZSCORE', leases, worker_id) or 0)
if seen[1] and seen[1] ~= session then
  if lease > now then
    return { 'TAKEN', lease - now }
  end
  return { 'LEFTOVER', seen[1] }
end
if seen[2] and (redis.call('EXISTS', queue, running) > 0) then
  return { 'LEFTOVER', seen[2] }
end
if not seen[1] then
  redis.call('HSET', worker, 'session', session, 'state', 'ACTIVE', 'registeredAt', now)
  redis.call('HDEL', worker, 'lostSession', 'lostAt', 'leftAt')
end
redis.call('HSET', worker, 'address', ARGV[4], 'capacity', ARGV[5], 'types', ARGV[6], 'labels', ARGV[7])
redis.call('SADD', workers, worker_id)
redis.call('ZADD', leases, now + lease_ms, worker_id)
redis.call('PUBLISH', string.match(worker, '^{.-}:') .. 'wake', 'room')
return { 'REGISTERED' }
