#!lua flags=allow-oom
-- complete: RUNNING -> SUCCEEDED
--
-- Records results. A task takes a result from the attempt and session that run it, once; sent again it is REPLAYED,
-- anything else is FENCED and changes nothing.
-- Called by StationStore#complete, from the worker's run loop.
-- uses prefix, time, count, batch, record, row, place, finish
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt and times
-- KEYS[3]  results   LIST  the worker's record of finished work, newest at the left end
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the registration that claimed the tasks (fencing token)
-- ARGV[4]  kept            length that results may have
-- ARGV[5+] per task: id, attempt, result
--
-- Returns  {'COMPLETED', 'ACCEPTED' | 'REPLAYED' | 'FENCED', ...} in the order given

local worker, running, results, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local worker_id, session, kept = ARGV[2], ARGV[3], ARGV[4]
local own = redis.call('HGET', worker, 'session') == session
local answer, done = { 'COMPLETED' }, {}
local ids = {}
for i = 5, #ARGV, 3 do
  ids[#ids + 1] = ARGV[i]
end

local function succeed(id, record, seen, result)
  note_run(record, worker_id, seen, session)
  record[RESULT], record[ERROR] = result, nil
  finish(id, record, seen.rank, 'SUCCEEDED')
  batch('LPUSH', results, id .. ' SUCCEEDED ' .. seen.began .. ' ' .. now_text .. ' ' .. record[LANE])
  done[id] = seen.attempt
end

local runs, records = values_of(running, ids), records_of(ids)
for i = 1, #ids do
  local id, attempt, result = ids[i], number_of[ARGV[3 * i + 3]], ARGV[3 * i + 4]
  local record, seen = records[i], own and not done[id] and read_run(runs[i])
  if record and seen and seen.attempt == attempt then
    succeed(id, record, seen, result)
    answer[i + 1] = 'ACCEPTED'
  elseif done[id] == attempt or record and record[STATE] == 'SUCCEEDED' and is_replay(record, attempt, session) then
    answer[i + 1] = 'REPLAYED'
  else
    count('fenced', 1)
    answer[i + 1] = 'FENCED'
  end
end
write_batches()
if #ended > 0 then -- all of them by succeed
  write_all('HDEL', running, ended)
  write_all('HDEL', held, ended)
  redis.call('LTRIM', results, 0, kept - 1)
  redis.call('HINCRBY', worker, 'completed', #ended)
  count('succeeded', #ended)
  count('RUNNING', -#ended)
  count('SUCCEEDED', #ended)
end
write_counts(stats)
tell_waiters()
return answer
