#!lua flags=allow-oom
-- progress: RUNNING -> RUNNING
--
-- Notes how far running tasks are. From another attempt or session than the one that runs the task it is ignored.
-- Called by StationStore#progress, from the worker's run loop.
-- uses prefix, place
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  running   HASH  id -> attempt and times
-- ARGV[1]  prefix
-- ARGV[2]  session         the registration that claimed the tasks (fencing token)
-- ARGV[3+] per task: id, attempt, progress
--
-- Returns  {'NOTED', how many}

local worker, running = KEYS[1], KEYS[2]
local noted = 0
if redis.call('HGET', worker, 'session') == ARGV[2] then
  for i = 3, #ARGV, 3 do
    local seen = read_run(redis.call('HGET', running, ARGV[i]))
    if seen and seen.attempt == tonumber(ARGV[i + 1]) then
      redis.call('HSET', running, ARGV[i],
        seen.began .. ' ' .. string.format('%d', seen.assigned_at) .. ' ' .. seen.rank .. ' ' .. ARGV[i + 2])
      noted = noted + 1
    end
  end
end
return { 'NOTED', noted }
