#!lua flags=allow-oom
-- assign: PENDING -> ASSIGNED
--
-- Fills the queue of one worker up to a bound from the lanes it can serve: the highest priority first, inside a
-- priority the lowest rank. Several managers may do so at once; each task goes to one of them.
-- A worker whose queue was empty is told by the way; one that does not listen has its bell rung by the manager.
-- Called by TaskStore#assign, from the manager's assign loop.
-- uses prefix, time, count, batch, place
--
-- KEYS[1]  worker    HASH  session and state of one worker
-- KEYS[2]  leases    ZSET  worker -> lease end
-- KEYS[3]  queue     LIST  task ids, oldest at the left end
-- KEYS[4]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  worker_id
-- ARGV[3]  session         the one that the manager saw
-- ARGV[4]  bound           how long the queue may become
-- ARGV[5]  most            how many tasks to give at most
-- ARGV[6+] per lane, by falling priority: lane, priority
--
-- Returns  {'ASSIGNED', whether the worker knows, whether the lanes hold no more (1 or 0), id, ...} | {'REFUSED'}

local worker, leases, queue, stats = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local worker_id, session, bound = ARGV[2], ARGV[3], tonumber(ARGV[4])
local seen = redis.call('HMGET', worker, 'session', 'state')
local lease = redis.call('ZSCORE', leases, worker_id)
if seen[1] ~= session or seen[2] ~= 'ACTIVE' or not lease or tonumber(lease) <= now then
  return { 'REFUSED' }
end

local before = redis.call('LLEN', queue)
local answer = { 'ASSIGNED', 1, 0 }
local need = math.min(bound - before, ARGV[5])
local noted = hold_prefix(worker_id, session) .. now_text .. ' ' -- of each task that is given, before its rank

local function head(lane)
  return tonumber(redis.call('ZRANGE', lane, 0, 0, 'WITHSCORES')[2])
end

-- Takes what the lane holds up to the first of any other lane of this priority.
local function take(lane, limit)
  local ranked = redis.call('ZRANGE', lane, '-inf', limit, 'BYSCORE', 'LIMIT', 0, need, 'WITHSCORES')
  if #ranked == 0 then
    return
  end
  redis.call('ZREMRANGEBYRANK', lane, 0, #ranked / 2 - 1)
  for i = 1, #ranked, 2 do
    local id = ranked[i]
    batch('RPUSH', queue, id)
    batch('HSET', held, id, noted .. ranked[i + 1])
    answer[#answer + 1] = id
  end
  need = need - #ranked / 2
end

-- Takes from several lanes of one priority, always where the lowest rank is.
local function merge(heads)
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

local i = 6
while ARGV[i] and need > 0 do
  local priority = ARGV[i + 1]
  if ARGV[i + 3] ~= priority then -- the only lane of its priority, as mostly: nothing to compare its head with
    take(prefix .. 'backlog:' .. ARGV[i], 'inf')
    i = i + 2
  else
    local heads = {}
    while ARGV[i + 1] == priority do
      local lane = prefix .. 'backlog:' .. ARGV[i]
      heads[lane] = head(lane)
      i = i + 2
    end
    merge(heads)
  end
end
write_batches()
local given = #answer - 3
if before == 0 and given > 0 then
  answer[2] = math.min(1, redis.call('PUBLISH', prefix .. 'bell:' .. worker_id, given))
end
-- Whoever still takes some has not found any.
answer[3] = need > 0 and 1 or 0
count('PENDING', -given)
count('ASSIGNED', given)
write_counts(stats)
return answer
