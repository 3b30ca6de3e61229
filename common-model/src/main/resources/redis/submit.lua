#!lua
-- submit: - -> PENDING or SCHEDULED, and PENDING -> ASSIGNED where there is room
--
-- Accepts submissions. Each is taken whole or not at all: when one of its idempotency keys stands for another body,
-- none of its tasks is stored. What is stored already is left as it is, so a repeat does no harm.
-- A task that is due goes on into the queue of a worker that has an opening for its lane, unless others of the lane wait:
-- what assign would do, without the way through the backlog. Who is told, and how, is the same as there.
-- Called by TaskStore#submit, from the manager's submit loop.
-- uses prefix, time, count, batch, record, place, opening, form
--
-- KEYS[1]  stats     HASH    counters
-- KEYS[2]  lanes     HASH    lane -> number of its records
-- KEYS[3]  sequence  STRING  the last rank given
-- KEYS[4]  due       ZSET    id -> due time
-- KEYS[5]  expiring  ZSET    id -> time by which it must have started
-- KEYS[6]  leases    ZSET    worker -> lease end
-- KEYS[7+] per worker: its session and state (HASH), its queue (LIST)
-- ARGV[1]  prefix
-- ARGV[2+] number of workers; per worker: id, session, how long its queue may become, number of lanes, and those: lane, most, ...;
--          per submission: number of tasks; per task: id, lane, payload ('' for none), number of further values, and those:
--          name, value, ... of what is not as by default
--
-- Returns  {'SUBMITTED', now, how many are PENDING now, or may be, for they had been stored before,
--          per submission: 'ACCEPTED', number of further values, and those: index, id, ... (the replayed ones)
--          or 'CONFLICT', number of further values, and those: index, ...,
--          per worker: 'PLACED', number of further values, and those: whether it knows (1 or 0), length of its queue, id, ...
--          or 'REFUSED', 0}

local stats, lanes, sequence, due, expiring, leases = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local argv = ARGV -- a local is found faster than a global
local KEPT = { timeout = TIMEOUT, retention = RETENTION, maxAttempts = MAX_ATTEMPTS, backoff = BACKOFF,
  multiplier = MULTIPLIER, maxBackoff = MAX_BACKOFF, key = KEY, labels = LABELS }
local NONE = {}

-- Of all tasks of the call, by their number in it; options are those values that are not as by default, of whoever has any.
local ids, records, options = {}, {}, {}
local firsts, unkeyed = {}, {} -- by submission: the number of its first task; the id of one without a key, or ''
local total, keyed, at = 0, false, 3

for number = 1, tonumber(argv[2]) do
  at = read_opening(argv, at, KEYS[5 + 2 * number], KEYS[6 + 2 * number], leases)
end

-- Reads the next task; answers its key, if it has one.
local function read(i)
  local payload, further = argv[at + 2], argv[at + 3]
  ids[i], records[i] = argv[at], { false, argv[at + 1], now, payload ~= '' and payload or nil } -- STATE, LANE, SUBMITTED_AT, PAYLOAD
  at = at + 4
  if further == '0' then
    return nil
  end
  local named, behind = {}, at + further
  for name = at, behind - 1, 2 do
    named[argv[name]] = argv[name + 1]
  end
  at, options[i] = behind, named
  return named.key
end

while argv[at] do
  local first, without = total + 1, nil
  total, at = total + argv[at], at + 1
  for i = first, total do
    if read(i) then
      keyed = true
    else
      without = without or ids[i]
    end
  end
  firsts[#firsts + 1], unkeyed[#firsts + 1] = first, without or ''
end

-- Takes what is not as by default into the record; answers when the task is due.
local function keep(id, record, named, rank)
  for name, field in pairs(KEPT) do
    record[field] = named[name]
  end
  if named.key then
    redis.call('SET', prefix .. 'key:' .. named.key, id .. ' ' .. named.fingerprint)
  end
  if named.expiresIn then
    record[EXPIRES_AT] = now + named.expiresIn
    batch('ZADD', expiring, record[EXPIRES_AT], id)
  end
  for label in string.gmatch(named.labels or '', '[^\n]+') do
    batch('ZADD', prefix .. 'label:' .. label, rank, id)
  end
  if named.awaited then
    batch('SADD', prefix .. 'awaited', id)
  end
  return named.delay and now + named.delay or named.runAt and tonumber(named.runAt) or now
end

local added, pending, scheduled, known = {}, 0, 0, 0

local function add(id, record, named, rank)
  local lane, when = record[LANE], named and keep(id, record, named, rank) or now
  local station = when <= now and take_place(lane)
  if station then
    place(id, station, rank)
  elseif when > now then
    record[RUN_AT] = when
    batch('ZADD', due, when, id)
    batch('ZADD', lane_key('tasks:SCHEDULED:', lane), rank, id)
    scheduled = scheduled + 1
  else
    batch('ZADD', lane_key('backlog:', lane), rank, id)
    pending = pending + 1
  end
  store(id, record)
  added[lane] = (added[lane] or 0) + 1
end

-- Looks up the keys of a submission: the tasks that they stand for already, by number, and the indexes of conflicts.
local function look_up_keys(first, last)
  local seen, replayed, conflicts = {}, {}, {}
  for i = first, last do
    local key = options[i] and options[i].key
    if key then
      local held, fingerprint = seen[key] or redis.call('GET', prefix .. 'key:' .. key), options[i].fingerprint
      seen[key] = held or ids[i] .. ' ' .. fingerprint
      if held and string.match(held, ' (.*)') ~= fingerprint then
        conflicts[#conflicts + 1] = i - first
      elseif held then
        replayed[i] = string.match(held, '%S+')
      end
    end
  end
  return replayed, conflicts
end

local before -- the last rank given before this call

-- Takes ranks for all tasks of the call, once, when the first is stored.
local function take_ranks()
  before = redis.call('INCRBY', sequence, total) - total
  if before == 0 then
    redis.call('SET', prefix .. 'form', FORM)
  end
end

-- Stores a submission, but what is there already; answers index and id of each of the replayed ones.
local function take(first, last, replayed, stored)
  local found = {}
  if not before then
    take_ranks()
  end
  for i = first, last do
    if replayed[i] then
      found[#found + 1], found[#found + 2] = i - first, replayed[i]
    elseif stored then
      known = known + 1
    else
      add(ids[i], records[i], options[i], string.format('%d', before + i)) -- a text: Redis would write a number down by %.17g
    end
  end
  return found
end

local answer = { 'SUBMITTED', now, 0 }

local function say(word, values)
  local behind = #answer
  answer[behind + 1], answer[behind + 2] = word, #values
  for i = 1, #values do
    answer[behind + 2 + i] = values[i]
  end
end

-- An earlier call whose reply was lost has stored all of a submission that its keys do not tell of, or nothing. So one
-- task without a key tells whether it has, and where there is none the keys tell all.
local there = values_of(tasks, unkeyed)
for s = 1, #firsts do
  local first, last = firsts[s], (firsts[s + 1] or total + 1) - 1
  local replayed, conflicts = NONE, NONE
  if keyed then
    replayed, conflicts = look_up_keys(first, last)
  end
  if #conflicts > 0 then
    say('CONFLICT', conflicts)
  else
    say('ACCEPTED', take(first, last, replayed, there[s]))
  end
end
for lane, more in pairs(added) do
  redis.call('HINCRBY', lanes, lane, more)
end
write_batches()
answer[3] = pending + known
count('PENDING', pending)
count('SCHEDULED', scheduled)
count('submitted', pending + scheduled)
for i = 1, #stations do
  local station = stations[i]
  if station.open then
    say('PLACED', { tell_worker(station), station.before + #station.placed, unpack(station.placed) })
  else
    say('REFUSED', NONE)
  end
  count('ASSIGNED', #station.placed)
  count('submitted', #station.placed)
end
write_counts(stats)
return answer
