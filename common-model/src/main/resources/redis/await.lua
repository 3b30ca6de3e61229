#!lua flags=allow-oom
-- await: asks for word of an end
--
-- Marks tasks so that their end is published, and says where they stand now.
-- Called by TaskStore#await, for ?wait=, and now and then for all that wait, in case a word was lost.
-- uses prefix, batch, record, place
--
-- KEYS[1]  stats     HASH  counters (names the slot only)
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'AWAITED', state or 'UNKNOWN', ...} in the order given

local answer = { 'AWAITED' }
for i = 2, #ARGV do
  local record = record_of(ARGV[i])
  if record and not record[STATE] then
    batch('SADD', prefix .. 'awaited', ARGV[i])
    answer[i] = place_of(ARGV[i])
  else
    answer[i] = record and record[STATE] or 'UNKNOWN'
  end
end
write_batches()
return answer
