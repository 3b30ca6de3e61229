#!lua flags=allow-oom
-- lead: holds or takes the lead among the managers
--
-- One manager at a time does the periodic duties. It only saves work: every duty is safe from several.
-- Called by WorkerStore#lead, from each manager.
--
-- KEYS[1]  leader    STRING  id of the leading manager, with a TTL
-- ARGV[1]  manager_id
-- ARGV[2]  lease_ms
--
-- Returns  {'LEADING'} | {'FOLLOWING'}

local leader = KEYS[1]
local held = redis.call('GET', leader)
if held and held ~= ARGV[1] then
  return { 'FOLLOWING' }
end
redis.call('SET', leader, ARGV[1], 'PX', ARGV[2])
return { 'LEADING' }
