#!lua flags=no-writes
-- fsck: records as they are
--
-- Called by Fsck.
-- uses prefix, time, count, batch, record, finish
--
-- KEYS[1]  stats     HASH  counters (names the slot only)
-- ARGV[1]  prefix
-- ARGV[2+] per task: id
--
-- Returns  {'READ', row or {} (no record), ...}; a row is {final state or '', lane, key or '', bucket or '', payload or ''}

local answer, ids = { 'READ' }, {}
for i = 2, #ARGV do
  ids[i - 1] = ARGV[i]
end
for i, record in ipairs(records_of(ids)) do
  answer[i + 1] = record and { record[STATE] or '', record[LANE], record[KEY] or '',
    record[STATE] and string.format('%.0f', bucket_of(record)) or '', record[PAYLOAD] or '' } or {}
end
return answer
