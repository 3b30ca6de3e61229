#!lua flags=allow-oom
-- release: ASSIGNED or RUNNING -> PENDING
--
-- Gives tasks back to their places in the backlog: unstarted ones from the new end of a worker's queue, and running
-- ones that were interrupted for it, which costs them no attempt.
-- Called by StationStore#release, by a worker that leaves and by the manager for one whose work is wanted elsewhere.
-- uses prefix, count, batch, record, place, leave_hands
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  queue     LIST  task ids, oldest at the left end
-- KEYS[3]  running   HASH  id -> attempt and times
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  session         the registration that owns the tasks (fencing token)
-- ARGV[3]  limit           how many to take from the queue at most
-- ARGV[4+] per interrupted task: id
--
-- Returns  {'RELEASED', id, ...} | {'FENCED'}

local worker, queue, running, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local session, limit = ARGV[2], tonumber(ARGV[3])
if redis.call('HGET', worker, 'session') ~= session then
  return { 'FENCED' }
end

local answer = { 'RELEASED' }

local function forgive(record, seen)
  record[ATTEMPT], record[FORGIVEN] = seen.attempt, (record[FORGIVEN] or 0) + 1
  record[STARTED_AT] = seen.started_at - record[SUBMITTED_AT]
  record[WORKER_ID], record[ASSIGNED_AT], record[SESSION], record[PROGRESS] = nil, nil, nil, nil
end

local unstarted = limit > 0 and redis.call('RPOP', queue, limit) or {}
for i, text in ipairs(values_of(held, unstarted)) do
  local id, record = unstarted[i], record_of(unstarted[i])
  local _, held_by, _, rank = read_hold(text)
  if record and held_by == session then
    give_back(id, record, 'ASSIGNED', rank)
    answer[#answer + 1] = id
  elseif held_by == session then
    drop_assigned(id)
  end
end
for i = 4, #ARGV do
  local id = ARGV[i]
  local record, seen = record_of(id), read_run(redis.call('HGET', running, id))
  if record and seen then
    batch('HDEL', running, id)
    forgive(record, seen)
    store(id, record)
    give_back(id, record, 'RUNNING', seen.rank)
    answer[#answer + 1] = id
  end
end
write_batches()
write_counts(stats)
if #answer > 1 then
  redis.call('PUBLISH', prefix .. 'wake', 'backlog')
end
return answer
