#!lua flags=allow-oom
-- assign: PENDING -> ASSIGNED
--
-- Fills the queue of one worker up to a bound from the lanes it can serve: the highest priority first, inside a
-- priority the lowest rank. Several managers may do so at once; each task goes to one of them.
-- Called by TaskStore#assign, from the manager's assign loop, which then rings the worker's bell.
-- uses prefix, record, time, count
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  leases    ZSET  worker -> lease end
-- KEYS[3]  queue     LIST  task ids, oldest at the left end
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the one that the manager saw
-- ARGV[4]  bound           how long the queue may become
-- ARGV[5+] per lane, by falling priority: lane, priority
--
-- Returns  {'ASSIGNED', length of the queue before, id, ...} | {'REFUSED'}

local worker, leases, queue, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local worker_id, session, bound = ARGV[2], ARGV[3], tonumber(ARGV[4])
local seen = redis.call('HMGET', worker, 'session', 'state')
local lease = redis.call('ZSCORE', leases, worker_id)
if seen[1] ~= session or seen[2] ~= 'ACTIVE' or not lease or tonumber(lease) <= now then
  return { 'REFUSED' }
end

local before = redis.call('LLEN', queue)
local answer = { 'ASSIGNED', before }
local need = bound - before

local function head(lane)
  return tonumber(redis.call('ZRANGE', lane, 0, 0, 'WITHSCORES')[2])
end

-- Takes what the lane holds up to the first of any other lane of this priority: one task at least.
local function take(lane, limit)
  local ids = redis.call('ZRANGE', lane, '-inf', limit, 'BYSCORE', 'LIMIT', 0, need)
  redis.call('ZREMRANGEBYRANK', lane, 0, #ids - 1)
  local taken = {}
  for _, id in ipairs(ids) do
    local task = prefix .. 'task:' .. id
    if fields(id, 'state')[1] == 'PENDING' then
      redis.call('HSET', task, 'state', 'ASSIGNED', 'workerId', worker_id, 'session', session, 'assignedAt', now)
      taken[#taken + 1] = id
      answer[#answer + 1] = id
    else
      count('quarantined', 1)
    end
  end
  if #taken > 0 then
    redis.call('RPUSH', queue, unpack(taken))
  end
  need = need - #taken
end

local i = 5
while ARGV[i] and need > 0 do
  local priority, heads = ARGV[i + 1], {}
  while ARGV[i + 1] == priority do
    local lane = prefix .. 'backlog:' .. ARGV[i]
    heads[lane] = head(lane)
    i = i + 2
  end
  while need > 0 and next(heads) do
    local first, second
    for lane, rank in pairs(heads) do
      if not first or rank < heads[first] then
        first, second = lane, first and heads[first]
      elseif not second or rank < second then
        second = rank
      end
    end
    take(first, second or 'inf')
    heads[first] = head(first)
  end
end
count('PENDING', 2 - #answer)
count('ASSIGNED', #answer - 2)
write_counts(stats)
return answer
