#!lua flags=allow-oom
-- claim: ASSIGNED -> RUNNING
--
-- Takes the oldest tasks from a worker's queue and marks them as running there. One whose time to start is over ends
-- EXPIRED instead. Not repeatable: what a lost reply held is found by resume.
-- Called by StationStore#claim, from the worker's run loop.
-- uses prefix, time, count, batch, record, row, place, leave_hands, finish, brief
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  queue     LIST  task ids, oldest at the left end
-- KEYS[3]  running   HASH  id -> attempt and times
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the caller's registration (fencing token)
-- ARGV[4]  limit           free slots of the worker
--
-- Returns  {'CLAIMED', left in the queue, whether anybody waits for the end of any task (1 or 0), brief ...} | {'FENCED'}

local worker, queue, running, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local worker_id, session, limit = ARGV[2], ARGV[3], ARGV[4]
if redis.call('HGET', worker, 'session') ~= session then
  return { 'FENCED' }
end

local answer = { 'CLAIMED', 0, redis.call('EXISTS', prefix .. 'awaited') }
local noted = hold_prefix(worker_id, session)
local texts = { '1', '2', '3' } -- of the usual attempts: to write a number down takes Redis' Lua longer than to look it up

-- What is noted of a task behind its holder, which goes on into the run: since when it is assigned, and its rank. Nil when
-- the holder is somebody else.
local function since_and_rank(hold)
  if hold and string.find(hold, noted, 1, true) == 1 then
    local rest = string.sub(hold, #noted + 1)
    return string.find(rest, '^%d+ %d+$') and rest
  end
end

local function start(id, record, rest)
  local attempt = (record[ATTEMPT] or 0) + 1
  batch('HSET', running, id, (texts[attempt] or attempt) .. ' ' .. now_text .. ' ' .. rest)
  if record[EXPIRES_AT] and attempt == 1 then
    batch('ZREM', prefix .. 'expiring', id)
  end
  move('ASSIGNED', 'RUNNING')
  brief(answer, id, attempt, now - (record[RUN_AT] or record[SUBMITTED_AT]), record)
end

local ids = redis.call('LPOP', queue, limit) or {}
local holds, records = values_of(held, ids), records_of(ids)
for i = 1, #ids do
  local id, record, rest = ids[i], records[i], since_and_rank(holds[i])
  if not rest then
    count('quarantined', 1)
  elseif not record or record[STATE] then
    drop_assigned(id)
  elseif record[EXPIRES_AT] and not record[ATTEMPT] and record[EXPIRES_AT] <= now then
    batch('HDEL', held, id)
    record[ERROR] = 'EXPIRED It was not started within expiresIn.'
    finish(id, record, string.match(rest, '%d+$'), 'EXPIRED')
    move('ASSIGNED', 'EXPIRED')
    count('expired', 1)
  else
    start(id, record, rest)
  end
end
write_batches()
write_counts(stats)
tell_waiters()

-- A queue that would not last for another claim like this one is worth a word to the managers.
answer[2] = redis.call('LLEN', queue)
if #ids > 0 and answer[2] <= #ids and tonumber(redis.call('HGET', stats, 'PENDING') or 0) > 0 then
  redis.call('PUBLISH', prefix .. 'wake', 'room')
end
return answer
