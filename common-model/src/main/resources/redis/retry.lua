#!lua
-- retry: FAILED, CANCELLED or EXPIRED -> PENDING
--
-- Gives tasks that ended badly a fresh set of attempts under the same id. The attempts go on counting inside, so that
-- a late result of an old one is still told from a new one; what was used so far is forgiven.
-- Called by TaskStore#retry, for POST /v1/tasks/{id}/retry.
-- uses prefix, record, count
--
-- KEYS[1]  stats     HASH  counters
-- KEYS[2]  retained  ZSET  id -> time to be forgotten at
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'RETRIED', 'RETRIED' | 'UNKNOWN' | the state that does not allow it, ...} in the order given

local stats, retained = KEYS[1], KEYS[2]
local answer = { 'RETRIED' }
for i = 2, #ARGV do
  local id = ARGV[i]
  local task = prefix .. 'task:' .. id
  local seen = fields(id, 'state', 'lane', 'rank', 'attempt', 'key')
  local state = seen[1]
  if state == 'FAILED' or state == 'CANCELLED' or state == 'EXPIRED' then
    redis.call('ZREM', prefix .. 'tasks:' .. state .. ':' .. seen[2], id)
    redis.call('ZREM', retained, id)
    redis.call('PERSIST', task)
    if seen[5] then
      redis.call('PERSIST', prefix .. 'key:' .. seen[5])
    end
    redis.call('HDEL', task, 'session', 'workerId', 'assignedAt', 'startedAt', 'finishedAt', 'progress', 'error',
      'expiresAt', 'runAt')
    redis.call('HSET', task, 'state', 'PENDING', 'forgiven', seen[4] or 0)
    redis.call('ZADD', prefix .. 'backlog:' .. seen[2], seen[3], id)
    move(state, 'PENDING')
    state = 'RETRIED'
  end
  answer[i] = state or 'UNKNOWN'
end
write_counts(stats)
return answer
