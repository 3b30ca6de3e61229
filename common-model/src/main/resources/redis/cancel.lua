#!lua flags=allow-oom
-- cancel: any state that is not final -> CANCELLED
--
-- Ends tasks at once, wherever they are. The worker that runs one is told to interrupt it; a result that it sends all
-- the same is FENCED.
-- Called by TaskStore#cancel, for POST /v1/tasks/{id}/cancel.
-- uses prefix, record, time, count, finish, lift
--
-- KEYS[1]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'CANCELLED', 'CANCELLED' | 'UNKNOWN' | another final state, ...} in the order given

local stats = KEYS[1]
local answer = { 'CANCELLED' }
for i = 2, #ARGV do
  local id = ARGV[i]
  local record = read(id)
  local state = record.state
  if not state then
    answer[i] = 'UNKNOWN'
  elseif state == 'SUCCEEDED' or state == 'FAILED' or state == 'EXPIRED' or state == 'CANCELLED' then
    answer[i] = state
  else
    lift(id, record)
    if state == 'RUNNING' then
      redis.call('PUBLISH', prefix .. 'cancelled:' .. record.workerId, id)
    end
    redis.call('HDEL', prefix .. 'task:' .. id, 'session')
    finish(id, record, 'CANCELLED', 'error', 'CANCELLED It was cancelled on request.')
    move(state, 'CANCELLED')
    count('cancelled', 1)
    answer[i] = 'CANCELLED'
  end
end
write_counts(stats)
tell_waiters()
return answer
