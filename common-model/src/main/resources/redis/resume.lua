#!lua flags=no-writes
-- resume: RUNNING -> RUNNING
--
-- Compares what a worker runs with what it should run. Finds the tasks of a claim whose reply was lost, and those
-- that were cancelled or taken away while a word about it was lost.
-- Called by StationStore#resume, from the worker's run loop, now and then.
-- uses prefix, record, brief
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt
-- ARGV[1]  prefix
-- ARGV[2]  session         the caller's registration (fencing token)
-- ARGV[3+] per task that the worker runs: id
--
-- Returns  {'RESUMED', {id, ...} (not to be run any more), brief, ... (to be run as well)} | {'FENCED'}

local worker, running = KEYS[1], KEYS[2]
if redis.call('HGET', worker, 'session') ~= ARGV[2] then
  return { 'FENCED' }
end

local held, gone, answer = {}, {}, { 'RESUMED' }
local pairs_of = redis.call('HGETALL', running)
for i = 1, #pairs_of, 2 do
  held[pairs_of[i]] = pairs_of[i + 1]
end
for i = 3, #ARGV do
  if held[ARGV[i]] then
    held[ARGV[i]] = nil
  else
    gone[#gone + 1] = ARGV[i]
  end
end
answer[2] = gone
for id, attempt in pairs(held) do
  local seen = read_brief(id)
  if seen[9] == 'RUNNING' then
    answer[#answer + 1] = brief(id, attempt, 0, seen)
  end
end
return answer
