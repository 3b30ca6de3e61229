#!lua flags=allow-oom
-- claim: ASSIGNED -> RUNNING
--
-- Takes the oldest tasks from a worker's queue and marks them as running there. One whose time to start is over ends
-- EXPIRED instead. Not repeatable: what a lost reply held is found by resume.
-- Called by StationStore#claim, from the worker's run loop.
-- uses prefix, record, time, count, finish, brief
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  queue     LIST  task ids, oldest at the left end
-- KEYS[3]  running   HASH  id -> attempt
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  session         the caller's registration (fencing token)
-- ARGV[3]  limit           free slots of the worker
--
-- Returns  {'CLAIMED', left in the queue, brief, ...} | {'FENCED'}

local worker, queue, running, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local session, limit = ARGV[2], ARGV[3]
if redis.call('HGET', worker, 'session') ~= session then
  return { 'FENCED' }
end

local ids = redis.call('LPOP', queue, limit) or {}
local answer, started = { 'CLAIMED', 0 }, {}
for _, id in ipairs(ids) do
  local seen = read_brief(id)
  local state, tried, held_by, expires_at, since = seen[9], seen[10], seen[11], seen[12], seen[14] or seen[13]
  if state ~= 'ASSIGNED' or held_by ~= session or not since then
    count('quarantined', 1)
  elseif expires_at and not tried and tonumber(expires_at) <= now then
    finish(id, read(id), 'EXPIRED', 'error', 'EXPIRED It was not started within expiresIn.')
    move('ASSIGNED', 'EXPIRED')
    count('expired', 1)
  else
    local attempt = (tried or 0) + 1
    redis.call('HSET', prefix .. 'task:' .. id, 'state', 'RUNNING', 'attempt', attempt, 'startedAt', now)
    if expires_at and attempt == 1 then
      redis.call('ZREM', prefix .. 'expiring', id)
    end
    move('ASSIGNED', 'RUNNING')
    started[#started + 1], started[#started + 2] = id, attempt
    answer[#answer + 1] = brief(id, attempt, now - since, seen)
  end
end
if #started > 0 then
  redis.call('HSET', running, unpack(started))
end
write_counts(stats)
tell_waiters()

-- A queue that would not last for another claim like this one is worth a word to the managers.
answer[2] = redis.call('LLEN', queue)
if #ids > 0 and answer[2] <= #ids and tonumber(redis.call('HGET', stats, 'PENDING') or 0) > 0 then
  redis.call('PUBLISH', prefix .. 'wake', 'room')
end
return answer
