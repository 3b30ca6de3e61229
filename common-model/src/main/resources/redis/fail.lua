#!lua flags=allow-oom
-- fail: RUNNING -> SCHEDULED or FAILED
--
-- Records failed attempts. A task with attempts left is due again after its backoff, else it is final. Sent again it
-- is REPLAYED; from another attempt or session than the one that runs the task it is FENCED and changes nothing.
-- Called by StationStore#fail, from the worker's run loop.
-- uses prefix, time, count, batch, record, row, place, finish
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
local answer, done, failed, retrying = { 'FAILED' }, {}, 0, false
local ids = {}
for i = 5, #ARGV, 4 do
  ids[#ids + 1] = ARGV[i]
end

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
  batch('HDEL', running, id)
  batch('HDEL', held, id)
  batch('LPUSH', results, id .. ' FAILED ' .. seen.began .. ' ' .. now_text .. ' ' .. record[LANE])
  note_run(record, worker_id, seen, session)
  record[ERROR] = error
  done[id] = seen.attempt
  failed = failed + 1
  if retry_after ~= '' and used(record) < tonumber(record[MAX_ATTEMPTS] or 3) then
    return retry(id, record, seen.rank, now + retry_after)
  end
  finish(id, record, seen.rank, 'FAILED')
  move('RUNNING', 'FAILED')
  count('failed', 1)
  return 'FAILED'
end

local runs, records = values_of(running, ids), records_of(ids)
for i, id in ipairs(ids) do
  local attempt, error, retry_after = tonumber(ARGV[4 * i + 2]), ARGV[4 * i + 3], ARGV[4 * i + 4]
  local record, seen = records[i], own and not done[id] and read_run(runs[i])
  if record and seen and seen.attempt == attempt then
    answer[i + 1] = settle(id, record, seen, error, retry_after)
  elseif done[id] == attempt or record and record[STATE] ~= 'SUCCEEDED' and is_replay(record, attempt, session) then
    answer[i + 1] = 'REPLAYED'
  else
    count('fenced', 1)
    answer[i + 1] = 'FENCED'
  end
end
write_batches()
if failed > 0 then
  redis.call('LTRIM', results, 0, kept - 1)
  redis.call('HINCRBY', worker, 'failed', failed)
end
if retrying then
  redis.call('PUBLISH', prefix .. 'wake', 'due')
end
write_counts(stats)
tell_waiters()
return answer
