#!lua flags=allow-oom
-- drain: ACTIVE -> DRAINING, and back
--
-- Closes a worker for new tasks, or opens it again. What is in its queue is released by another call.
-- Called by WorkerStore#drain and #resume, from the worker that leaves and from the manager.
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- ARGV[1]  session         the registration that is meant
-- ARGV[2]  state           DRAINING or ACTIVE
--
-- Returns  {'ACTIVE' | 'DRAINING'} | {'FENCED'}

local worker = KEYS[1]
if redis.call('HGET', worker, 'session') ~= ARGV[1] then
  return { 'FENCED' }
end
redis.call('HSET', worker, 'state', ARGV[2])
return { ARGV[2] }
