#!lua
-- submit: - -> PENDING or SCHEDULED
--
-- Accepts submissions. Each is taken whole or not at all: when one of its idempotency keys stands for another body,
-- none of its tasks is stored. What is stored already is left as it is, so a repeat does no harm.
-- Called by TaskStore#submit, from the manager's submit loop.
-- uses prefix, time, count, batch, record, form
--
-- KEYS[1]  stats     HASH    counters
-- KEYS[2]  lanes     HASH    lane -> number of its records
-- KEYS[3]  sequence  STRING  the last rank given
-- KEYS[4]  due       ZSET    id -> due time
-- KEYS[5]  expiring  ZSET    id -> time by which it must have started
-- ARGV[1]  prefix
-- ARGV[2+] per submission: number of tasks; per task: id, lane, payload ('' for none), number of further values, and those:
--          name, value, ... of what is not as by default
--
-- Returns  per submission {'SUBMITTED', now, index, id, ...} (the replayed ones) | {'CONFLICT', index, ...}

local stats, lanes, sequence, due, expiring = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local argv = ARGV -- a local is found faster than a global
local KEPT = { timeout = TIMEOUT, retention = RETENTION, maxAttempts = MAX_ATTEMPTS, backoff = BACKOFF,
  multiplier = MULTIPLIER, maxBackoff = MAX_BACKOFF, key = KEY, labels = LABELS }
local added, answers = {}, {}

-- Reads the tasks of a submission; answers where the next one begins.
local function read(at, tasks, into)
  for index = 1, tasks do
    local task, further = { id = argv[at], lane = argv[at + 1], payload = argv[at + 2] }, tonumber(argv[at + 3])
    for i = at + 4, at + 3 + further, 2 do
      task[argv[i]] = argv[i + 1]
    end
    task.further = further > 0
    into[index] = task
    at = at + 4 + further
  end
  return at
end

local function expire(id, record, expires_in)
  record[EXPIRES_AT] = now + expires_in
  batch('ZADD', expiring, record[EXPIRES_AT], id)
end

-- Takes what is not as by default into the record.
local function keep_further(task, record, rank)
  for name, field in pairs(KEPT) do
    record[field] = task[name]
  end
  if task.key then
    redis.call('SET', prefix .. 'key:' .. task.key, task.id .. ' ' .. task.fingerprint)
  end
  if task.expiresIn then
    expire(task.id, record, task.expiresIn)
  end
  for label in string.gmatch(task.labels or '', '[^\n]+') do
    batch('ZADD', prefix .. 'label:' .. label, rank, task.id)
  end
  if task.awaited then
    batch('SADD', prefix .. 'awaited', task.id)
  end
end

local function add(task, rank)
  local id, lane = task.id, task.lane
  local payload = task.payload ~= '' and task.payload or nil
  local record = { [STATE] = false, [LANE] = lane, [SUBMITTED_AT] = now, [PAYLOAD] = payload }
  local when = now
  if task.further then
    when = task.delay and now + task.delay or task.runAt and tonumber(task.runAt) or now
    keep_further(task, record, rank)
  end
  if when > now then
    record[RUN_AT] = when
    batch('ZADD', due, when, id)
    batch('ZADD', lane_key('tasks:SCHEDULED:', lane), rank, id)
    count('SCHEDULED', 1)
  else
    batch('ZADD', lane_key('backlog:', lane), rank, id)
    count('PENDING', 1)
  end
  store(id, record)
  added[lane] = (added[lane] or 0) + 1
end

-- The id of a task without a key; nil when all have one.
local function unkeyed_of(submission)
  for _, task in ipairs(submission) do
    if not task.key then
      return task.id
    end
  end
end

-- Looks up the keys of a submission: the tasks that they stand for already, by index, and an answer that names conflicts.
local function look_up_keys(submission)
  local seen, replayed, conflicts = {}, {}, { 'CONFLICT' }
  for index, task in ipairs(submission) do
    if task.key then
      local held = seen[task.key] or redis.call('GET', prefix .. 'key:' .. task.key)
      seen[task.key] = held or task.id .. ' ' .. task.fingerprint
      if held and string.match(held, ' (.*)') ~= task.fingerprint then
        conflicts[#conflicts + 1] = index - 1
      elseif held then
        replayed[index] = string.match(held, '%S+')
      end
    end
  end
  return replayed, conflicts
end

local total = 0 -- tasks in this call
local last -- the last rank given

-- Takes ranks for all tasks of the call, once, when the first is stored.
local function take_ranks()
  last = redis.call('INCRBY', sequence, total) - total
  if last == 0 then
    redis.call('SET', prefix .. 'form', FORM)
  end
end

-- Stores a submission, but what is there already; answers the replayed ones.
local function take(submission, replayed, stored)
  local answer = { 'SUBMITTED', now }
  if not last then
    take_ranks()
  end
  for index, task in ipairs(submission) do
    if replayed[index] then
      answer[#answer + 1], answer[#answer + 2] = index - 1, replayed[index]
    elseif not stored then
      add(task, string.format('%d', last + index)) -- a text: Redis writes numbers down as fractions, which takes it longer
      count('submitted', 1)
    end
  end
  last = last + #submission
  return answer
end

local submissions, unkeyed, at = {}, {}, 2
while argv[at] do
  local submission = {}
  at = read(at + 1, tonumber(argv[at]), submission)
  submissions[#submissions + 1] = submission
  total = total + #submission
  unkeyed[#submissions] = unkeyed_of(submission) or ''
end

-- An earlier call whose reply was lost has stored all of a submission that its keys do not tell of, or nothing. So one
-- task without a key tells whether it has, and where there is none the keys tell all.
local there = values_of(tasks, unkeyed)
for i, submission in ipairs(submissions) do
  local replayed, conflicts = look_up_keys(submission)
  answers[i] = #conflicts > 1 and conflicts or take(submission, replayed, there[i])
end
for lane, more in pairs(added) do
  redis.call('HINCRBY', lanes, lane, more)
end
write_batches()
write_counts(stats)
return answers
