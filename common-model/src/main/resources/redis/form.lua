#!lua flags=allow-oom
-- form: finds out whether a namespace is kept in the form of this build
--
-- Marks a namespace in which no task has ever been. One with tasks and no mark is of a build that knew none: submit marks with
-- the first task that it numbers, so a mark is missing neither after a start nor when everything was deleted meanwhile.
-- Called by Form#check, on each connection that is opened, before anything else.
-- uses form
--
-- KEYS[1]  form      STRING  number of the form
-- KEYS[2]  sequence  STRING  the last rank given
--
-- Returns  {'SAME'} | {'OTHER', found ('' for no mark), own}

local form, sequence = KEYS[1], KEYS[2]
local found = redis.call('GET', form)

if not found and redis.call('EXISTS', sequence) == 0 then
  redis.call('SET', form, FORM)
  found = FORM
end
if found == FORM then
  return { 'SAME' }
end
return { 'OTHER', found or '', FORM }
