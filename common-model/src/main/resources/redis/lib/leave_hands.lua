-- leave_hands: what leaves a worker's queue or hands without an end. Needs count, batch, record and place.

-- Back to its place in the backlog.
local function give_back(id, record, from, rank)
  batch('HDEL', held, id)
  batch('ZADD', lane_key('backlog:', record[LANE]), rank, id)
  move(from, 'PENDING')
end

-- Puts an id aside that is no task. Assigning it was counted, out of PENDING, where it had never been; that is undone.
local function drop_assigned(id)
  batch('HDEL', held, id)
  count('quarantined', 1)
  move('ASSIGNED', 'PENDING')
end
