#!lua flags=allow-oom
-- reclaim: ASSIGNED or RUNNING -> PENDING, or FAILED
--
-- Declares a worker lost and takes its work back, if its lease is over by the clock of Redis. What it ran has used up
-- an attempt, and ends FAILED when that was the last. Asked again until it answers RECLAIMED with nothing left.
-- Called by WorkerStore#reclaim, from the manager's reclaim loop and for a worker that registers anew.
-- uses prefix, time, count, batch, record, row, place, leave_hands, finish
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  leases    ZSET  worker -> lease end
-- KEYS[3]  queue     LIST  task ids, oldest at the left end
-- KEYS[4]  running   HASH  id -> attempt and times
-- KEYS[5]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the registration that is judged dead
-- ARGV[4]  limit           how many to take from the queue in this call
--
-- Returns  {'RECLAIMED' | 'MORE', back in the backlog, failed, silent_ms} | {'ALIVE'} | {'OTHER_SESSION'}

local worker, leases, queue, running, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local worker_id, session, limit = ARGV[2], ARGV[3], ARGV[4]
local lease = tonumber(redis.call('ZSCORE', leases, worker_id) or 0)
local seen = redis.call('HMGET', worker, 'session', 'lostSession')
if seen[1] ~= session and seen[2] ~= session then
  return { 'OTHER_SESSION' }
end
if seen[1] == session then
  if lease > now then
    return { 'ALIVE' }
  end
  redis.call('HDEL', worker, 'session')
  redis.call('HSET', worker, 'state', 'LOST', 'lostSession', session, 'lostAt', now)
  count('lost', 1)
end

local returned, failed = 0, 0

local function fail(id, record, rank)
  batch('HDEL', held, id)
  record[ERROR] = 'WORKER_LOST Its worker was lost during the last attempt.'
  finish(id, record, rank, 'FAILED')
  move('RUNNING', 'FAILED')
  count('failed', 1)
  failed = failed + 1
end

local function take_back_queue()
  local ids = redis.call('LPOP', queue, limit) or {}
  for i, text in ipairs(values_of(held, ids)) do
    local id, record = ids[i], record_of(ids[i])
    local _, held_by, _, rank = read_hold(text)
    if record and held_by == session then
      give_back(id, record, 'ASSIGNED', rank)
      returned = returned + 1
    elseif held_by == session then
      drop_assigned(id)
    else
      count('quarantined', 1)
    end
  end
end

-- What ran there has used up an attempt; what it is told about its end from now on is FENCED.
local function take_back_run(id, record, seen)
  note_run(record, worker_id, seen)
  if used(record) < tonumber(record[MAX_ATTEMPTS] or 3) then
    record[WORKER_ID], record[ASSIGNED_AT], record[PROGRESS] = nil, nil, nil
    store(id, record)
    give_back(id, record, 'RUNNING', seen.rank)
    returned = returned + 1
  else
    fail(id, record, seen.rank)
  end
end

local function take_back_running()
  local pairs_of = redis.call('HGETALL', running)
  for i = 1, #pairs_of, 2 do
    local id, record, seen = pairs_of[i], record_of(pairs_of[i]), read_run(pairs_of[i + 1])
    if record and seen then
      take_back_run(id, record, seen)
    else
      batch('HDEL', held, id)
      count('quarantined', 1)
    end
  end
  redis.call('DEL', running)
end

take_back_queue()
take_back_running()
write_batches()
count('reclaimed', returned + failed)
write_counts(stats)
tell_waiters()
if returned > 0 then
  redis.call('PUBLISH', prefix .. 'wake', 'backlog')
end
if redis.call('LLEN', queue) > 0 then
  return { 'MORE', returned, failed, now - lease }
end
redis.call('ZREM', leases, worker_id)
return { 'RECLAIMED', returned, failed, now - lease }
