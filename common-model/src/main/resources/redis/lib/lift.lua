-- lift: takes a task that is not final out of the one place it is in. Needs prefix.
local function lift(id, record)
  if record.state == 'PENDING' then
    redis.call('ZREM', prefix .. 'backlog:' .. record.lane, id)
  elseif record.state == 'SCHEDULED' then
    redis.call('ZREM', prefix .. 'due', id)
    redis.call('ZREM', prefix .. 'tasks:SCHEDULED:' .. record.lane, id)
  elseif record.state == 'ASSIGNED' then
    redis.call('LREM', prefix .. 'worker:' .. record.workerId .. ':queue', 1, id)
  elseif record.state == 'RUNNING' then
    redis.call('HDEL', prefix .. 'worker:' .. record.workerId .. ':running', id)
  end
end
