-- finish: makes a task final. The record gets its end, its place in the listing and a date to be forgotten at;
-- whoever waits for it is told. Needs prefix, record and now. Expects the task to be out of its place already.
local RETENTION_MS = 24 * 3600 * 1000
local SLACK_MS = 7 * 24 * 3600 * 1000 -- forget removes records and their index entries together; the TTL is its safety net
local RECORD = { 'state', 'attempt', 'session', 'workerId', 'lane', 'rank', 'retention', 'key', 'awaited', 'startedAt',
  'maxAttempts', 'forgiven', 'expiresAt' }
local awaited = {}

-- Reads what the verbs decide by, as a table by field name; state is nil for an unknown id.
local function read(id)
  local values = fields(id, unpack(RECORD))
  local record = {}
  for i, value in ipairs(RECORD) do
    record[value] = values[i] or nil
  end
  return record
end

local function finish(id, record, state, ...)
  local task = prefix .. 'task:' .. id
  local keep = tonumber(record.retention or RETENTION_MS)
  redis.call('HSET', task, 'state', state, 'finishedAt', now, ...)
  redis.call('ZADD', prefix .. 'tasks:' .. state .. ':' .. record.lane, record.rank, id)
  redis.call('ZADD', prefix .. 'retained', now + keep, id)
  redis.call('PEXPIRE', task, keep + SLACK_MS)
  if record.key then
    redis.call('PEXPIRE', prefix .. 'key:' .. record.key, keep + SLACK_MS)
  end
  if record.expiresAt then
    redis.call('ZREM', prefix .. 'expiring', id)
  end
  if record.awaited then
    awaited[#awaited + 1] = id
  end
end

local function tell_waiters()
  if #awaited > 0 then
    redis.call('PUBLISH', prefix .. 'ended', table.concat(awaited, ' '))
  end
end
