-- record: what is known of a task, packed (MessagePack) in the hash 'tasks'. It is written when the task is accepted, when
-- a run of it ends and when it is final. Until then its state is the place that it is in. Needs prefix and batch.
local STATE, LANE, SUBMITTED_AT, PAYLOAD, ATTEMPT, WORKER_ID, ASSIGNED_AT, STARTED_AT, FINISHED_AT, RESULT, SESSION =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -- all of these make a packed array, which is shorter than a map; no state yet is false
local ERROR, RUN_AT, EXPIRES_AT, FORGIVEN, PROGRESS, KEY, LABELS = 12, 13, 14, 15, 16, 17, 18
local TIMEOUT, RETENTION, MAX_ATTEMPTS, BACKOFF, MULTIPLIER, MAX_BACKOFF = 19, 20, 21, 22, 23, 24
-- The three times of a run are kept in ms since it was submitted, which is shorter; all others in ms since the epoch.
local tasks = prefix .. 'tasks'

-- Reads a packed record; nil for none, or for what is something else, so that garbage stops nobody in the middle of a batch.
local function decode(packed)
  if packed then
    local readable, record = pcall(cmsgpack.unpack, packed)
    if readable and type(record) == 'table' and type(record[LANE]) == 'string' and type(record[SUBMITTED_AT]) == 'number' then
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
  for i, packed in ipairs(records) do
    records[i] = decode(packed) or false
  end
  return records
end

local function store(id, record)
  batch('HSET', tasks, id, cmsgpack.pack(record))
end

-- The number of attempts that a person sees: those used up since the last retry.
local function used(record)
  return (record[ATTEMPT] or 0) - (record[FORGIVEN] or 0)
end
