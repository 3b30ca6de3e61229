#!lua flags=allow-oom
-- fail: RUNNING -> SCHEDULED or FAILED
--
-- Records failed attempts. A task with attempts left is due again after its backoff, else it is final. Sent again it
-- is REPLAYED; from another attempt or session than the one that runs the task it is FENCED and changes nothing.
-- Called by StationStore#fail, from the worker's run loop.
-- uses prefix, record, time, count, finish
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt
-- KEYS[3]  results   LIST  the worker's record of finished work, newest at the left end
-- KEYS[4]  due       ZSET  id -> due time
-- KEYS[5]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  session         the registration that claimed the tasks (fencing token)
-- ARGV[3]  kept            length that results may have
-- ARGV[4+] per task: id, attempt, error, retry_after_ms ('' never)
--
-- Returns  {'FAILED', 'RETRYING' | 'FAILED' | 'REPLAYED' | 'FENCED', ...} in the order given

local worker, running, results, due, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local session, kept = ARGV[2], ARGV[3]
local own = redis.call('HGET', worker, 'session') == session
local answer, retrying = { 'FAILED' }, false

local function retry(id, record, error, when)
  redis.call('HSET', prefix .. 'task:' .. id, 'state', 'SCHEDULED', 'runAt', when, 'error', error)
  redis.call('ZADD', due, when, id)
  redis.call('ZADD', prefix .. 'tasks:SCHEDULED:' .. record.lane, record.rank, id)
  move('RUNNING', 'SCHEDULED')
  count('retried', 1)
  retrying = true
  return 'RETRYING'
end

local function settle(id, record, error, retry_after)
  redis.call('HDEL', running, id)
  redis.call('LPUSH', results,
    table.concat({ id, 'FAILED', record.attempt, record.startedAt, now, record.lane }, ' '))
  redis.call('HINCRBY', worker, 'failed', 1)
  local used = record.attempt - (record.forgiven or 0)
  if retry_after ~= '' and used < tonumber(record.maxAttempts or 3) then
    return retry(id, record, error, now + retry_after)
  end
  finish(id, record, 'FAILED', 'error', error)
  move('RUNNING', 'FAILED')
  count('failed', 1)
  return 'FAILED'
end

for i = 4, #ARGV, 4 do
  local record = read(ARGV[i])
  local same = record.attempt == ARGV[i + 1] and record.session == session
  if same and own and record.state == 'RUNNING' then
    answer[#answer + 1] = settle(ARGV[i], record, ARGV[i + 2], ARGV[i + 3])
  elseif same and record.state ~= 'RUNNING' and record.state ~= 'SUCCEEDED' then
    answer[#answer + 1] = 'REPLAYED'
  else
    count('fenced', 1)
    answer[#answer + 1] = 'FENCED'
  end
end
redis.call('LTRIM', results, 0, kept - 1)
if retrying then
  redis.call('PUBLISH', prefix .. 'wake', 'due')
end
write_counts(stats)
tell_waiters()
return answer
