-- row: a task as it is told to whoever asks for it or waits for it. Needs record. Its values, in this order: state, lane,
-- submittedAt, attempt, workerId, assignedAt, startedAt, finishedAt, runAt, forgiven, maxAttempts, key, progress, error, labels,
-- payload, result.

-- With payload and result only if it is to be whole; 'none' stands for what is not there.
local function row_of(record, whole, none)
  local function field(name)
    return record[name] or none
  end
  local function time(name)
    return record[name] and record[SUBMITTED_AT] + record[name] or none
  end
  return { record[STATE], record[LANE], record[SUBMITTED_AT], field(ATTEMPT), field(WORKER_ID), time(ASSIGNED_AT),
    time(STARTED_AT), time(FINISHED_AT), field(RUN_AT), field(FORGIVEN), field(MAX_ATTEMPTS), field(KEY), field(PROGRESS),
    field(ERROR), field(LABELS), whole and field(PAYLOAD) or none, whole and field(RESULT) or none }
end
