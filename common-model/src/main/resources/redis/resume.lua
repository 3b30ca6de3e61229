#!lua flags=no-writes
-- resume: RUNNING -> RUNNING
--
-- Compares what a worker runs with what it should run. Finds the tasks of a claim whose reply was lost, and those
-- that were cancelled or taken away while a word about it was lost.
-- Called by StationStore#resume, from the worker's run loop, now and then.
-- uses prefix, batch, record, place, brief
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt and times
-- ARGV[1]  prefix
-- ARGV[2]  session         the caller's registration (fencing token)
-- ARGV[3+] per task that the worker runs: id
--
-- Returns  {'RESUMED', {id, ...} (not to be run any more), brief ... (to be run as well)} | {'FENCED'}

local worker, running = KEYS[1], KEYS[2]
if redis.call('HGET', worker, 'session') ~= ARGV[2] then
  return { 'FENCED' }
end

local runs, gone, missing, answer = {}, {}, {}, { 'RESUMED' }
local pairs_of = redis.call('HGETALL', running)
for i = 1, #pairs_of, 2 do
  runs[pairs_of[i]] = read_run(pairs_of[i + 1])
end
for i = 3, #ARGV do
  if runs[ARGV[i]] then
    runs[ARGV[i]] = nil
  else
    gone[#gone + 1] = ARGV[i]
  end
end
answer[2] = gone
for id in pairs(runs) do
  missing[#missing + 1] = id
end
for i, record in ipairs(records_of(missing)) do
  if record and not record[STATE] then
    brief(answer, missing[i], runs[missing[i]].attempt, 0, record)
  end
end
return answer
