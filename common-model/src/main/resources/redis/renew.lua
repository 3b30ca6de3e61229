#!lua flags=allow-oom
-- renew: extends the lease
--
-- Keeps a session alive, also one whose lease ran out while nobody reclaimed it. Tells of tasks whose bell was not heard.
-- Called by WorkerStore#renew, from the worker's renew loop.
-- uses time
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  leases    ZSET  worker -> lease end
-- KEYS[3]  queue     LIST  task ids, oldest at the left end
-- ARGV[1]  worker_id
-- ARGV[2]  session         the caller's registration (fencing token)
-- ARGV[3]  lease_ms
--
-- Returns  {'RENEWED', state, length of the queue} | {'FENCED'}

local worker, leases, queue = KEYS[1], KEYS[2], KEYS[3]
local seen = redis.call('HMGET', worker, 'session', 'state')
if seen[1] ~= ARGV[2] then
  return { 'FENCED' }
end
redis.call('ZADD', leases, now + ARGV[3], ARGV[1])
return { 'RENEWED', seen[2], redis.call('LLEN', queue) }
