#!lua flags=no-writes
-- oldest: age of the backlog
--
-- Finds the task that has been pending in the backlog for longest, among the first of each lane.
-- Called by TaskStore#oldestPending, for the metrics.
-- uses prefix, time, batch, record
--
-- KEYS[1]  lanes     HASH  lane -> number of its records
-- ARGV[1]  prefix
--
-- Returns  {'OLDEST', age in ms (-1 when nothing is pending)}

local oldest = -1
for _, lane in ipairs(redis.call('HKEYS', KEYS[1])) do
  local id = redis.call('ZRANGE', prefix .. 'backlog:' .. lane, 0, 0)[1]
  local record = id and record_of(id)
  if record then
    oldest = math.max(oldest, now - (record[RUN_AT] or record[SUBMITTED_AT]))
  end
end
return { 'OLDEST', oldest }
