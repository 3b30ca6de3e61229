-- record: reads fields of a task. A record that is not there, or is something else than a record, reads as empty, so that
-- garbage stops nobody in the middle of a batch. Needs prefix.
local function fields(id, ...)
  local values = redis.pcall('HMGET', prefix .. 'task:' .. id, ...)
  if not values.err then
    return values
  end
  if string.find(values.err, 'WRONGTYPE', 1, true) then
    return {}
  end
  error(values.err)
end
