#!lua flags=no-writes
-- find: tasks as they stand
--
-- Reads records together with the places that tell their states.
-- Called by TaskStore#find and #findAll, for everything that is shown.
-- uses prefix, batch, record, row, place
--
-- KEYS[1]  stats     HASH  counters (names the slot only)
-- ARGV[1]  prefix
-- ARGV[2]  whole           'true' for payload and result as well
-- ARGV[3+] per task: id
--
-- Returns  {'FOUND', row (lib/row.lua) or {} (unknown), ...} in the order given

local whole = ARGV[2] == 'true'
local answer = { 'FOUND' }

-- Sees a task that is not final as the place has it that it is in.
local function at_its_place(id, record)
  local state, worker_id, assigned_at, _, seen = place_of(id)
  record[STATE] = state
  if worker_id then
    record[WORKER_ID], record[ASSIGNED_AT] = worker_id, assigned_at - record[SUBMITTED_AT]
  end
  if seen then
    record[ATTEMPT], record[STARTED_AT] = seen.attempt, seen.started_at - record[SUBMITTED_AT]
    record[PROGRESS] = seen.progress
  end
end

local ids = {}
for i = 3, #ARGV do
  ids[#ids + 1] = ARGV[i]
end
for i, record in ipairs(records_of(ids)) do
  if record and not record[STATE] then
    at_its_place(ids[i], record)
  end
  answer[i + 1] = record and row_of(record, whole, false) or {}
end
return answer
