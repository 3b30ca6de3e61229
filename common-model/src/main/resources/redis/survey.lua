#!lua flags=no-writes
-- survey: what the manager decides by
--
-- Reads every worker and every lane that holds pending tasks.
-- Called by WorkerStore#survey, from the manager's loops.
-- uses prefix, time
--
-- KEYS[1]  workers   SET   ids of all workers that have a station
-- KEYS[2]  leases    ZSET  worker -> lease end
-- KEYS[3]  lanes     HASH  lane -> number of its records
-- ARGV[1]  prefix
--
-- Returns  {'SURVEYED', {worker, ...}, {lane, pending, ...}}; a worker is {id, session, state, address, capacity, types,
--          labels, completed, failed, registeredAt, lostSession, lastSeen, queued, running, lease end - now}

local workers, leases, lanes = KEYS[1], KEYS[2], KEYS[3]
local crew, waiting = {}, {}
local function seen_of(id)
  local worker = prefix .. 'worker:' .. id
  local seen = redis.call('HMGET', worker, 'session', 'state', 'address', 'capacity', 'types', 'labels', 'completed',
    'failed', 'registeredAt', 'lostSession')
  local lease = redis.call('ZSCORE', leases, id)
  table.insert(seen, 1, id)
  seen[12] = redis.call('LLEN', worker .. ':queue')
  seen[13] = redis.call('HLEN', worker .. ':running')
  seen[14] = lease and math.floor(lease - now) or false
  return seen
end

for _, id in ipairs(redis.call('SMEMBERS', workers)) do
  -- A station with something else in the place of a key stops nobody but its own worker.
  local readable, seen = pcall(seen_of, id)
  if readable then
    crew[#crew + 1] = seen
  end
end
for _, lane in ipairs(redis.call('HKEYS', lanes)) do
  local pending = redis.call('ZCARD', prefix .. 'backlog:' .. lane)
  if pending > 0 then
    waiting[#waiting + 1], waiting[#waiting + 2] = lane, pending
  end
end
return { 'SURVEYED', crew, waiting }
