-- place: where a task stands that is not final, which is its state. What a worker has, queued or running, is held: the hash
-- 'held' leads from its id to the worker. Needs prefix.
local held = prefix .. 'held'

-- What is noted of each task in a worker's hands begins with this; since when and its rank follow.
local function hold_prefix(worker_id, session)
  return worker_id .. ' ' .. session .. ' '
end

-- Reads all of it; worker_id is nil when it is none.
local function read_hold(text)
  if text then
    return string.match(text, '^(%S+) (%S+) (%d+) (%d+)$')
  end
end

-- Numbers by their texts, worked out when first asked for; false for a text of anything but digits. A batch has few times and
-- attempts, and reads each for every task.
local number_of = setmetatable({}, {
  __index = function(numbers, text)
    local number = string.find(text, '^%d+$') and tonumber(text) or false
    numbers[text] = number
    return number
  end
})

-- Reads what is noted of a run in the worker's own hash 'running': attempt, started_at, assigned_at, rank, and progress if
-- there is any; nil when it is none. 'began' is the text of the first two. Every task comes by here, so by plain searches: a
-- pattern for all of it would go letter by letter.
local read_run
do
  local find, sub = string.find, string.sub

  function read_run(text)
    local first = text and find(text, ' ', 1, true)
    local second = first and find(text, ' ', first + 1, true)
    local third = second and find(text, ' ', second + 1, true)
    if not third then
      return nil
    end
    local fourth = find(text, ' ', third + 1, true)
    local progress = fourth and sub(text, fourth + 1)
    local seen = {
      attempt = number_of[sub(text, 1, first - 1)], started_at = number_of[sub(text, first + 1, second - 1)],
      assigned_at = number_of[sub(text, second + 1, third - 1)], rank = sub(text, third + 1, (fourth or 0) - 1),
      progress = progress ~= '' and progress or nil, began = sub(text, 1, second - 1)
    }
    return seen.attempt and seen.started_at and seen.assigned_at and find(seen.rank, '^%d+$') and seen or nil
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
