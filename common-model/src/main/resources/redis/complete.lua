#!lua flags=allow-oom
-- complete: RUNNING -> SUCCEEDED
--
-- Records results. A task takes a result from the attempt and session that run it, once; sent again it is REPLAYED,
-- anything else is FENCED and changes nothing.
-- Called by StationStore#complete, from the worker's run loop.
-- uses prefix, record, time, count, finish
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt
-- KEYS[3]  results   LIST  the worker's record of finished work, newest at the left end
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  session         the registration that claimed the tasks (fencing token)
-- ARGV[3]  kept            length that results may have
-- ARGV[4+] per task: id, attempt, result
--
-- Returns  {'COMPLETED', 'ACCEPTED' | 'REPLAYED' | 'FENCED', ...} in the order given

local worker, running, results, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local session, kept = ARGV[2], ARGV[3]
local own = redis.call('HGET', worker, 'session') == session
local answer, done, entries = { 'COMPLETED' }, {}, {}
for i = 4, #ARGV, 3 do
  local id, attempt = ARGV[i], ARGV[i + 1]
  local record = read(id)
  local same = record.attempt == attempt and record.session == session
  if same and own and record.state == 'RUNNING' then
    finish(id, record, 'SUCCEEDED', 'result', ARGV[i + 2])
    move('RUNNING', 'SUCCEEDED')
    if attempt ~= '1' then
      redis.call('HDEL', prefix .. 'task:' .. id, 'error')
    end
    done[#done + 1] = id
    entries[#entries + 1] = table.concat({ id, 'SUCCEEDED', attempt, record.startedAt, now, record.lane }, ' ')
    answer[#answer + 1] = 'ACCEPTED'
  elseif same and record.state == 'SUCCEEDED' then
    answer[#answer + 1] = 'REPLAYED'
  else
    count('fenced', 1)
    answer[#answer + 1] = 'FENCED'
  end
end
if #done > 0 then
  redis.call('HDEL', running, unpack(done))
  redis.call('LPUSH', results, unpack(entries))
  redis.call('LTRIM', results, 0, kept - 1)
  redis.call('HINCRBY', worker, 'completed', #done)
  count('succeeded', #done)
end
write_counts(stats)
tell_waiters()
return answer
