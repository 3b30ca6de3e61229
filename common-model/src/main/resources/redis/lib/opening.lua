-- opening: workers that take tasks which are being submitted straight into their queues, as assign would give them. Needs
-- prefix, time, count, batch and place.
local stations = {} -- of the workers named, in that order
local openings = {} -- by lane: those that take its tasks, from the one at 'first' on; false for a lane in which others wait

-- Reads what the values from there on say of one worker, and how its station is; answers where the next begins.
local function read_opening(values, at, worker, queue, leases)
  local worker_id, session, behind = values[at], values[at + 1], at + 4 + 2 * values[at + 3]
  local seen, lease = redis.call('HMGET', worker, 'session', 'state'), redis.call('ZSCORE', leases, worker_id)
  local station = { id = worker_id, queue = queue, before = redis.call('LLEN', queue), placed = {} }
  station.open = seen[1] == session and seen[2] == 'ACTIVE' and lease and tonumber(lease) > now
  station.room = station.open and values[at + 2] - station.before or 0
  station.noted = hold_prefix(worker_id, session) .. now_text .. ' '
  stations[#stations + 1] = station
  for i = at + 4, behind - 1, 2 do
    local lane = values[i]
    if openings[lane] == nil then
      openings[lane] = redis.call('EXISTS', lane_key('backlog:', lane)) == 0 and { first = 1 }
    end
    if openings[lane] then
      table.insert(openings[lane], { station = station, most = tonumber(values[i + 1]) })
    end
  end
  return behind
end

-- The station that takes one more task of that lane; nil or false when there is none.
local function take_place(lane)
  local all = openings[lane]
  local opening = all and all[all.first]
  while opening and (opening.most == 0 or #opening.station.placed >= opening.station.room) do
    all.first = all.first + 1
    opening = all[all.first]
  end
  if opening then
    opening.most = opening.most - 1
  end
  return opening and opening.station
end

local function place(id, station, rank)
  batch('RPUSH', station.queue, id)
  batch('HSET', held, id, station.noted .. rank)
  station.placed[#station.placed + 1] = id
end

-- Tells a worker whose queue was empty; answers whether it knows (1 or 0).
local function tell_worker(station)
  if station.before > 0 or #station.placed == 0 then
    return 1
  end
  return math.min(1, redis.call('PUBLISH', prefix .. 'bell:' .. station.id, #station.placed))
end
