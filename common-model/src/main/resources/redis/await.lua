#!lua flags=allow-oom
-- await: asks for word of an end
--
-- Marks tasks so that their end is published, and says where they stand now.
-- Called by TaskStore#await, for ?wait=, and now and then for all that wait, in case a word was lost.
-- uses prefix, record
--
-- KEYS[1]  stats     HASH  counters (names the slot only)
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'AWAITED', state or 'UNKNOWN', ...} in the order given

local answer = { 'AWAITED' }
for i = 2, #ARGV do
  local task = prefix .. 'task:' .. ARGV[i]
  local seen = fields(ARGV[i], 'state', 'finishedAt', 'awaited')
  if seen[1] and not seen[2] and not seen[3] then
    redis.call('HSET', task, 'awaited', 1)
  end
  answer[i] = seen[1] or 'UNKNOWN'
end
return answer
