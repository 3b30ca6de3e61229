-- brief: what a worker has to know to run a task. Needs record.
local UNUSUAL = { timeout = TIMEOUT, maxAttempts = MAX_ATTEMPTS, backoff = BACKOFF, multiplier = MULTIPLIER,
  maxBackoff = MAX_BACKOFF, forgiven = FORGIVEN }

-- Appends to an answer: id, attempt, waited_ms, lane, payload, number of further values, and those: name, value, ... of what is
-- not as by default. Not as a table of its own, of which Redis asks by name whether it is one of seven kinds.
local function brief(answer, id, attempt, waited, record)
  local at, further = #answer, 0
  answer[at + 1], answer[at + 2], answer[at + 3] = id, attempt, waited
  answer[at + 4], answer[at + 5] = record[LANE], record[PAYLOAD] or false
  for name, field in pairs(UNUSUAL) do
    if record[field] then
      answer[at + 7 + further], answer[at + 8 + further] = name, record[field]
      further = further + 2
    end
  end
  answer[at + 6] = further
end
