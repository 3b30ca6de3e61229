-- brief: what a worker has to know to run a task. Needs prefix.
local function brief(id, attempt, waited)
  local told = redis.call('HMGET', prefix .. 'task:' .. id, 'lane', 'payload', 'timeout', 'maxAttempts', 'backoff',
    'multiplier', 'maxBackoff', 'forgiven')
  return { id, attempt, waited, unpack(told) }
end
