-- brief: what a worker has to know to run a task. Needs record.
local function brief(id, attempt, waited, record)
  return { id, attempt, waited, record[LANE], record[PAYLOAD] or false, record[TIMEOUT] or false, record[MAX_ATTEMPTS] or false,
    record[BACKOFF] or false, record[MULTIPLIER] or false, record[MAX_BACKOFF] or false, record[FORGIVEN] or false }
end
