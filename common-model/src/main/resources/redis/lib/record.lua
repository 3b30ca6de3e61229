-- record: what is known of a task, packed (MessagePack) in the hash 'tasks'. It is written when the task is accepted, when
-- a run of it ends and when it is final. Until then its state is the place that it is in. Needs prefix and batch.
local STATE, LANE, SUBMITTED_AT, PAYLOAD, ATTEMPT, WORKER_ID, ASSIGNED_AT, STARTED_AT, FINISHED_AT, RESULT, SESSION =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -- all of these make a packed array, which is shorter than a map; no state yet is false
local ERROR, RUN_AT, EXPIRES_AT, FORGIVEN, PROGRESS, KEY, LABELS = 12, 13, 14, 15, 16, 17, 18
local TIMEOUT, RETENTION, MAX_ATTEMPTS, BACKOFF, MULTIPLIER, MAX_BACKOFF = 19, 20, 21, 22, 23, 24
-- The three times of a run are kept in ms since it was submitted, which is shorter; all others in ms since the epoch.
local ARRAY = 0x90 -- first byte of a packed array of up to 15 values, less their number
local tasks = prefix .. 'tasks'

-- What stands for a final state, and for the end of the name of an ordinary lane: nothing that is in every record is long.
local CODES = { SUCCEEDED = 1, FAILED = 2, CANCELLED = 3, EXPIRED = 4 }
local STATES = { 'SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED' }
local USUAL = ':default:5'
local short, long = {}, {} -- lanes as they are kept, and as they are called

local function shorten(lane)
  if not short[lane] then
    short[lane] = string.sub(lane, -#USUAL) == USUAL and string.sub(lane, 1, -#USUAL - 1) or lane
  end
  return short[lane]
end

local function lengthen(lane)
  if not long[lane] then
    long[lane] = string.find(lane, ':', 1, true) and lane or lane .. USUAL
  end
  return long[lane]
end

-- A record of those values, with room for what an end adds; nil when they are not as many as they should be.
local function record_with(size, ...)
  if select('#', ...) == size then
    local state, lane, submitted_at, payload, attempt, worker_id, assigned_at, started_at, finished_at, result, session = ...
    return { state, lane, submitted_at, payload, attempt, worker_id, assigned_at, started_at, finished_at, result, session }
  end
end

-- Reads a packed array as the values that follow its first byte, which tells how many: unpacked as an array its table would
-- grow value by value, and again for what an end adds.
local function read_array(packed)
  return record_with(string.byte(packed) - ARRAY, cmsgpack.unpack(string.sub(packed, 2)))
end

-- Whether it is an array of no more than those.
local function is_short_array(packed)
  local first = string.byte(packed)
  return first and first > ARRAY and first <= ARRAY + SESSION
end

-- Reads a packed record; nil for none, or for what is something else, so that garbage stops nobody in the middle of a batch.
local function decode(packed)
  if packed then
    local readable, record = pcall(is_short_array(packed) and read_array or cmsgpack.unpack, packed)
    if readable and type(record) == 'table' and type(record[LANE]) == 'string' and type(record[SUBMITTED_AT]) == 'number' then
      record[STATE], record[LANE] = STATES[record[STATE]] or false, lengthen(record[LANE])
      return record
    end
  end
end

local MUCH = 4000000 -- bytes of records that a call may read which can stop in the middle
local bytes = 0

local function record_of(id)
  local packed = redis.call('HGET', tasks, id)
  bytes = bytes + (packed and #packed or 0)
  return decode(packed)
end

local function has_read_much()
  return bytes > MUCH
end

-- The records of many tasks, in the order given; false where there is none.
local function records_of(ids)
  local records = values_of(tasks, ids)
  for i = 1, #ids do
    records[i] = decode(records[i]) or false
  end
  return records
end

local function store(id, record)
  local state, lane = record[STATE], record[LANE]
  record[STATE], record[LANE] = CODES[state] or false, shorten(lane)
  batch('HSET', tasks, id, cmsgpack.pack(record))
  record[STATE], record[LANE] = state, lane
end

-- The number of attempts that a person sees: those used up since the last retry.
local function used(record)
  return (record[ATTEMPT] or 0) - (record[FORGIVEN] or 0)
end
