-- place: where a task stands that is not final, which is its state. What a worker has, queued or running, is held: the hash
-- 'held' leads from its id to the worker. Needs prefix.
local held = prefix .. 'held'

-- What is noted of a task in a worker's hands.
local function hold(worker_id, session, assigned_at, rank)
  return worker_id .. ' ' .. session .. ' ' .. assigned_at .. ' ' .. rank
end

-- Reads that; worker_id is nil when it is none.
local function read_hold(text)
  if text then
    return string.match(text, '^(%S+) (%S+) (%d+) (%d+)$')
  end
end

-- What is noted of a run, in the worker's own hash 'running'.
local function run(attempt, started_at, assigned_at, rank)
  return attempt .. ' ' .. started_at .. ' ' .. assigned_at .. ' ' .. rank
end

-- Reads that; attempt is nil when it is none. All but progress, which may be '', are texts of digits.
local function read_run(text)
  if text then
    local attempt, started_at, assigned_at, rank, progress = string.match(text, '^(%d+) (%d+) (%d+) (%d+) ?(.*)$')
    return attempt and {
      attempt = tonumber(attempt), started_at = started_at, assigned_at = assigned_at, rank = rank, progress = progress
    }
  end
end

-- Finds a task that is not final: its state, and then the worker that has it, since when, its rank, and its run.
local function place_of(id)
  local worker_id, _, assigned_at, rank = read_hold(redis.call('HGET', held, id))
  if worker_id then
    local seen = read_run(redis.call('HGET', prefix .. 'worker:' .. worker_id .. ':running', id))
    return seen and 'RUNNING' or 'ASSIGNED', worker_id, assigned_at, rank, seen
  end
  return redis.call('ZSCORE', prefix .. 'due', id) and 'SCHEDULED' or 'PENDING'
end
