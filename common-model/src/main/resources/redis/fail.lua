#!lua flags=allow-oom
-- fail: RUNNING -> SCHEDULED or FAILED
--
-- Records failed attempts. A task with attempts left is due again after its backoff, else it is final. Sent again it
-- is REPLAYED; from another attempt or session than the one that runs the task it is FENCED and changes nothing.
-- Called by StationStore#fail, from the worker's run loop.
-- uses prefix, time, count, batch, record, place, finish
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt and times
-- KEYS[3]  results   LIST  the worker's record of finished work, newest at the left end
-- KEYS[4]  due       ZSET  id -> due time
-- KEYS[5]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the registration that claimed the tasks (fencing token)
-- ARGV[4]  kept            length that results may have
-- ARGV[5+] per task: id, attempt, error, retry_after_ms ('' never)
--
-- Returns  {'FAILED', 'RETRYING' | 'FAILED' | 'REPLAYED' | 'FENCED', ...} in the order given

local worker, running, results, due, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local worker_id, session, kept = ARGV[2], ARGV[3], ARGV[4]
local own = redis.call('HGET', worker, 'session') == session
local answer, retrying = { 'FAILED' }, false

local function retry(id, record, rank, when)
  record[RUN_AT] = when
  store(id, record)
  batch('ZADD', due, when, id)
  batch('ZADD', lane_key('tasks:SCHEDULED:', record[LANE]), rank, id)
  move('RUNNING', 'SCHEDULED')
  count('retried', 1)
  retrying = true
  return 'RETRYING'
end

local function settle(id, record, seen, error, retry_after)
  redis.call('HDEL', running, id)
  redis.call('HDEL', held, id)
  redis.call('LPUSH', results,
    table.concat({ id, 'FAILED', seen.attempt, seen.started_at, now, record[LANE] }, ' '))
  redis.call('HINCRBY', worker, 'failed', 1)
  note_run(record, worker_id, session, seen)
  record[ERROR] = error
  if retry_after ~= '' and used(record) < tonumber(record[MAX_ATTEMPTS] or 3) then
    return retry(id, record, seen.rank, now + retry_after)
  end
  finish(id, record, seen.rank, 'FAILED')
  move('RUNNING', 'FAILED')
  count('failed', 1)
  return 'FAILED'
end

for i = 5, #ARGV, 4 do
  local id, attempt = ARGV[i], tonumber(ARGV[i + 1])
  local record = record_of(id)
  local seen = own and read_run(redis.call('HGET', running, id))
  if record and seen and seen.attempt == attempt then
    answer[#answer + 1] = settle(id, record, seen, ARGV[i + 2], ARGV[i + 3])
    write_batches()
  elseif record and record[STATE] ~= 'SUCCEEDED' and is_replay(record, attempt, session) then
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
