#!lua flags=allow-oom
-- leave: closes a session
--
-- Signs a worker off whose queue and hands are empty. With clean_up its whole station is deleted, else it stays to be
-- looked at.
-- Called by WorkerStore#leave, from the worker's shutdown.
-- uses time
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  workers   SET   ids of all workers that have a station
-- KEYS[3]  leases    ZSET  worker -> lease end
-- KEYS[4]  queue     LIST  task ids, oldest at the left end
-- KEYS[5]  running   HASH  id -> attempt
-- KEYS[6]  results   LIST  the worker's record of finished work
-- ARGV[1]  worker_id
-- ARGV[2]  session         the caller's registration (fencing token)
-- ARGV[3]  clean_up        'true' or 'false'
--
-- Returns  {'LEFT'} | {'BUSY'} | {'FENCED'}

local worker, workers, leases, queue, running, results = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local worker_id, session, clean_up = ARGV[1], ARGV[2], ARGV[3]
if redis.call('HGET', worker, 'session') ~= session then
  return { 'FENCED' }
end
if redis.call('EXISTS', queue, running) > 0 then
  return { 'BUSY' }
end
redis.call('ZREM', leases, worker_id)
if clean_up == 'true' then
  redis.call('DEL', worker, results)
  redis.call('SREM', workers, worker_id)
else
  redis.call('HDEL', worker, 'session')
  redis.call('HSET', worker, 'state', 'LEFT', 'leftAt', now)
end
return { 'LEFT' }
