-- finish: makes a task final. The record gets its end, its place in the listing and a bucket of those that are forgotten
-- together; whoever waits for it is told. Needs prefix, time, batch, record and row. Expects the task to be out of its place.
local RETENTION_MS = 24 * 3600 * 1000
local BUCKETS = 64 -- per retention: a record stays that part of it longer at most
local ended, ends = {}, {} -- ids of the tasks that are final now; their records
local buckets = {} -- keys of those that final records are put into, by retention

-- The time at which a final record is forgotten, rounded up so that many share it.
local function bucket_of(record)
  local keep = tonumber(record[RETENTION] or RETENTION_MS)
  local width = math.max(1000, math.floor(keep / BUCKETS))
  return math.ceil((record[SUBMITTED_AT] + record[FINISHED_AT] + keep) / width) * width
end

local function index_of(record)
  return lane_key('tasks:' .. record[STATE] .. ':', record[LANE])
end

-- The key of the bucket for a record that ends now.
local function open_bucket(record)
  local keep = record[RETENTION] or RETENTION_MS
  if not buckets[keep] then
    local bucket = string.format('%.0f', bucket_of(record))
    redis.call('ZADD', prefix .. 'retained', bucket, bucket)
    buckets[keep] = prefix .. 'retained:' .. bucket
  end
  return buckets[keep]
end

local function finish(id, record, rank, state)
  record[STATE], record[FINISHED_AT] = state, now - record[SUBMITTED_AT]
  store(id, record)
  batch('ZADD', index_of(record), rank, id)
  batch('RPUSH', open_bucket(record), id)
  if record[EXPIRES_AT] then
    batch('ZREM', prefix .. 'expiring', id)
  end
  ended[#ended + 1], ends[#ends + 1] = id, record
end

-- What is kept of a session in a record: enough to tell a repeated finish from one of another session.
local function mark_of(session)
  return string.sub(session, 1, 8)
end

-- Takes down what is known of a run in the record, when it ends; without a session for one whose own word does not count.
local function note_run(record, worker_id, seen, session)
  local since = record[SUBMITTED_AT]
  record[ATTEMPT], record[WORKER_ID], record[SESSION] = seen.attempt, worker_id, session and mark_of(session)
  record[ASSIGNED_AT], record[STARTED_AT] = seen.assigned_at - since, seen.started_at - since
  record[PROGRESS] = seen.progress or record[PROGRESS]
end

-- Whether a finish that is not of a run under way was taken before from that run.
local function is_replay(record, attempt, session)
  return record[ATTEMPT] == attempt and record[SESSION] == mark_of(session)
end

local room = 100000 -- bytes that what is told of ends may still have; whoever waits for a larger one asks for it

-- A task as JSON, if there is room.
local function told_of(record)
  if #(record[PAYLOAD] or '') + #(record[RESULT] or '') > room then
    return 'null'
  end
  local text = cjson.encode(row_of(record, true, cjson.null))
  if #text > room then -- what is quoted grows
    return 'null'
  end
  room = room - #text
  return text
end

-- Tells those who wait for an end all of the task, so that they need not ask for it. Garbage in a record stops nobody.
local function tell_waiters()
  local awaited = prefix .. 'awaited'
  if #ended == 0 or redis.call('EXISTS', awaited) == 0 then
    return
  end
  for from = 1, #ended, PORTION do
    local some, told, words = { unpack(ended, from, math.min(#ended, from + PORTION - 1)) }, {}, {}
    for i, member in ipairs(redis.call('SMISMEMBER', awaited, unpack(some))) do
      if member == 1 then
        local readable, word = pcall(told_of, ends[from + i - 1])
        told[#told + 1], words[#words + 1] = some[i], cjson.encode(some[i]) .. ':' .. (readable and word or 'null')
      end
    end
    if #told > 0 then
      redis.call('SREM', awaited, unpack(told))
      redis.call('PUBLISH', prefix .. 'ended', '{' .. table.concat(words, ',') .. '}')
    end
  end
end
