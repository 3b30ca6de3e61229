#!lua
-- retry: FAILED, CANCELLED or EXPIRED -> PENDING
--
-- Gives tasks that ended badly a fresh set of attempts under the same id. The attempts go on counting inside, so that
-- a late result of an old one is still told from a new one; what was used so far is forgiven.
-- Called by TaskStore#retry, for POST /v1/tasks/{id}/retry.
-- uses prefix, count, batch, record
--
-- KEYS[1]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'RETRIED', 'RETRIED' | 'UNKNOWN' | the state that does not allow it, ...} in the order given

local stats = KEYS[1]
local RETRIED = { FAILED = true, CANCELLED = true, EXPIRED = true }
local answer = { 'RETRIED' }

-- Its place among those to be forgotten stays behind, and leads to nothing from now on.
local function retry(id, record, state)
  local index = prefix .. 'tasks:' .. state .. ':' .. record[LANE]
  local rank = redis.call('ZSCORE', index, id) or 0
  redis.call('ZREM', index, id)
  local fresh = { [STATE] = false, [FORGIVEN] = record[ATTEMPT], [ATTEMPT] = record[ATTEMPT] }
  for _, field in ipairs({ LANE, SUBMITTED_AT, PAYLOAD, KEY, LABELS, TIMEOUT, RETENTION, MAX_ATTEMPTS, BACKOFF, MULTIPLIER,
    MAX_BACKOFF }) do
    fresh[field] = record[field]
  end
  store(id, fresh)
  batch('ZADD', lane_key('backlog:', record[LANE]), rank, id)
  move(state, 'PENDING')
  write_batches()
end

for i = 2, #ARGV do
  local record = record_of(ARGV[i])
  local state = record and record[STATE]
  if state and RETRIED[state] then
    retry(ARGV[i], record, state)
    answer[i] = 'RETRIED'
  elseif record then
    answer[i] = state or 'PENDING'
  else
    answer[i] = 'UNKNOWN'
  end
end
write_counts(stats)
return answer
