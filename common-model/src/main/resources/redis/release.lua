#!lua flags=allow-oom
-- release: ASSIGNED or RUNNING -> PENDING
--
-- Gives tasks back to their places in the backlog: unstarted ones from the new end of a worker's queue, and running
-- ones that were interrupted for it, which costs them no attempt.
-- Called by StationStore#release, by a worker that leaves and by the manager for one whose work is wanted elsewhere.
-- uses prefix, record, count
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  queue     LIST  task ids, oldest at the left end
-- KEYS[3]  running   HASH  id -> attempt
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  session         the registration that owns the tasks (fencing token)
-- ARGV[3]  limit           how many to take from the queue at most
-- ARGV[4+] per interrupted task: id
--
-- Returns  {'RELEASED', id, ...} | {'FENCED'}

local worker, queue, running, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local session, limit = ARGV[2], tonumber(ARGV[3])
if redis.call('HGET', worker, 'session') ~= session then
  return { 'FENCED' }
end

local answer = { 'RELEASED' }

local function give_back(id, from)
  local task = prefix .. 'task:' .. id
  local seen = fields(id, 'state', 'session', 'lane', 'rank')
  if seen[1] == from and seen[2] == session then
    redis.call('HSET', task, 'state', 'PENDING')
    redis.call('HDEL', task, 'session', 'workerId', 'assignedAt', 'progress')
    redis.call('ZADD', prefix .. 'backlog:' .. seen[3], seen[4], id)
    if from == 'RUNNING' then
      redis.call('HINCRBY', task, 'forgiven', 1)
    end
    move(from, 'PENDING')
    answer[#answer + 1] = id
  end
end

local unstarted = limit > 0 and redis.call('RPOP', queue, limit) or {}
for _, id in ipairs(unstarted) do
  give_back(id, 'ASSIGNED')
end
for i = 4, #ARGV do
  if redis.call('HDEL', running, ARGV[i]) == 1 then
    give_back(ARGV[i], 'RUNNING')
  end
end
write_counts(stats)
if #answer > 1 then
  redis.call('PUBLISH', prefix .. 'wake', 'backlog')
end
return answer
