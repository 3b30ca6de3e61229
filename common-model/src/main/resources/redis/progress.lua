#!lua flags=allow-oom
-- progress: RUNNING -> RUNNING
--
-- Notes how far running tasks are. From another attempt or session than the one that runs the task it is ignored.
-- Called by StationStore#progress, from the worker's run loop.
-- uses prefix, record
--
-- KEYS[1]  running   HASH  id -> attempt
-- ARGV[1]  prefix
-- ARGV[2]  session         the registration that claimed the tasks (fencing token)
-- ARGV[3+] per task: id, attempt, progress
--
-- Returns  {'NOTED', how many}

local running = KEYS[1]
local noted = 0
for i = 3, #ARGV, 3 do
  local task = prefix .. 'task:' .. ARGV[i]
  local seen = fields(ARGV[i], 'session')[1]
  if seen == ARGV[2] and redis.call('HGET', running, ARGV[i]) == ARGV[i + 1] then
    redis.call('HSET', task, 'progress', ARGV[i + 2])
    noted = noted + 1
  end
end
return { 'NOTED', noted }
