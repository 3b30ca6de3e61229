#!lua flags=allow-oom
-- forget: a final state -> -
--
-- Removes the records whose retention is over, with every index entry and idempotency key of theirs.
-- Called by TaskStore#forget, from the leading manager.
-- uses prefix, record, time, count
--
-- KEYS[1]  retained  ZSET  id -> time to be forgotten at
-- KEYS[2]  lanes     HASH  lane -> number of its records
-- KEYS[3]  stats     HASH  counters
-- ARGV[1]  prefix
-- ARGV[2]  limit           how many to remove at most
--
-- Returns  {'FORGOTTEN', how many}

local retained, lanes, stats = KEYS[1], KEYS[2], KEYS[3]
local ids = redis.call('ZRANGE', retained, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ids) do
  local task = prefix .. 'task:' .. id
  local seen = fields(id, 'state', 'lane', 'key', 'labels')
  if seen[1] then
    redis.call('ZREM', prefix .. 'tasks:' .. seen[1] .. ':' .. seen[2], id)
    for label in string.gmatch(seen[4] or '', '[^\n]+') do
      redis.call('ZREM', prefix .. 'label:' .. label, id)
    end
    if seen[3] then
      redis.call('DEL', prefix .. 'key:' .. seen[3])
    end
    redis.call('DEL', task)
    count(seen[1], -1)
    if redis.call('HINCRBY', lanes, seen[2], -1) <= 0 then
      redis.call('HDEL', lanes, seen[2])
    end
  end
  redis.call('ZREM', retained, id)
end
write_counts(stats)
return { 'FORGOTTEN', #ids }
