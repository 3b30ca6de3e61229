-- lift: takes a task that is not final out of the one place it is in; answers its state, its rank, its worker and its run.
-- Needs prefix, record and place.
local function lift(id, record)
  local state, worker_id, _, rank, seen = place_of(id)
  if state == 'RUNNING' or state == 'ASSIGNED' then
    redis.call('HDEL', held, id)
    if seen then
      redis.call('HDEL', prefix .. 'worker:' .. worker_id .. ':running', id)
    else
      redis.call('LREM', prefix .. 'worker:' .. worker_id .. ':queue', 1, id)
    end
    return state, rank, worker_id, seen
  end
  local index = prefix .. (state == 'PENDING' and 'backlog:' or 'tasks:SCHEDULED:') .. record[LANE]
  rank = redis.call('ZSCORE', index, id) or 0
  redis.call('ZREM', index, id)
  if state == 'SCHEDULED' then
    redis.call('ZREM', prefix .. 'due', id)
  end
  return state, rank
end
