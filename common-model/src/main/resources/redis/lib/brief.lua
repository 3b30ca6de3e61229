-- brief: what a worker has to know to run a task, read together with what guards the claim. Needs prefix and record.
local BRIEF = { 'lane', 'payload', 'timeout', 'maxAttempts', 'backoff', 'multiplier', 'maxBackoff', 'forgiven', 'state',
  'attempt', 'session', 'expiresAt', 'submittedAt', 'runAt' }

-- Reads a record; the first eight values are the brief's own.
local function read_brief(id)
  return fields(id, unpack(BRIEF))
end

local function brief(id, attempt, waited, seen)
  return { id, attempt, waited, unpack(seen, 1, 8) }
end
