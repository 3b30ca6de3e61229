#!lua flags=allow-oom
-- cancel: any state that is not final -> CANCELLED
--
-- Ends tasks at once, wherever they are. The worker that runs one is told to interrupt it; a result that it sends all
-- the same is FENCED.
-- Called by TaskStore#cancel, for POST /v1/tasks/{id}/cancel.
-- uses prefix, time, count, batch, record, row, place, lift, finish
--
-- KEYS[1]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'CANCELLED', 'CANCELLED' | 'UNKNOWN' | another final state, ...} in the order given

local stats = KEYS[1]
local answer = { 'CANCELLED' }

local function cancel(id, record)
  local state, rank, worker_id, seen = lift(id, record)
  if seen then
    note_run(record, worker_id, seen)
    redis.call('PUBLISH', prefix .. 'cancelled:' .. worker_id, id)
  end
  record[ERROR], record[SESSION] = 'CANCELLED It was cancelled on request.', nil
  finish(id, record, rank, 'CANCELLED')
  move(state, 'CANCELLED')
  count('cancelled', 1)
  write_batches()
end

for i = 2, #ARGV do
  local record = record_of(ARGV[i])
  if record and not record[STATE] then
    cancel(ARGV[i], record)
  end
  answer[i] = record and record[STATE] or 'UNKNOWN'
end
write_counts(stats)
tell_waiters()
return answer
