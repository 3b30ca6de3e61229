#!lua
-- submit: - -> PENDING or SCHEDULED
--
-- Accepts submissions. Each is taken whole or not at all: when one of its idempotency keys stands for another body,
-- none of its tasks is stored. What is stored already is left as it is, so a repeat does no harm.
-- Called by TaskStore#submit, from the manager's submit loop.
-- uses prefix, time, count
--
-- KEYS[1]  stats     HASH    counters
-- KEYS[2]  lanes     HASH    lane -> number of its records
-- KEYS[3]  sequence  STRING  the last rank given
-- KEYS[4]  due       ZSET    id -> due time
-- KEYS[5]  expiring  ZSET    id -> time by which it must have started
-- ARGV[1]  prefix
-- ARGV[2+] per submission: number of tasks; per task: id, lane, key, fingerprint, delay_ms, run_at_ms, expires_in_ms,
--          labels, number of further fields and values, and those. '' stands for none
--
-- Returns  per submission {'SUBMITTED', now, index, id, ...} (the replayed ones) | {'CONFLICT', index, ...}

local stats, lanes, sequence, due, expiring = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local records, answers = {}, {}

local function walk(at, tasks, visit)
  for index = 0, tasks - 1 do
    visit(index, at)
    at = at + 9 + ARGV[at + 8]
  end
  return at
end

local function add(at, rank)
  local id, lane, key, delay, run_at = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 4], ARGV[at + 5]
  local expires_in, labels = ARGV[at + 6], ARGV[at + 7]
  local when = delay ~= '' and now + delay or run_at ~= '' and tonumber(run_at) or now
  local state = when > now and 'SCHEDULED' or 'PENDING'
  local fields = { 'state', state, 'lane', lane, 'rank', rank, 'submittedAt', now, unpack(ARGV, at + 9, at + 8 + ARGV[at + 8]) }
  local function set(name, value)
    fields[#fields + 1], fields[#fields + 2] = name, value
  end
  if state == 'SCHEDULED' then
    set('runAt', when)
    redis.call('ZADD', due, when, id)
    redis.call('ZADD', prefix .. 'tasks:SCHEDULED:' .. lane, rank, id)
  else
    redis.call('ZADD', prefix .. 'backlog:' .. lane, rank, id)
  end
  if key ~= '' then
    set('key', key)
    redis.call('SET', prefix .. 'key:' .. key, id .. ' ' .. ARGV[at + 3])
  end
  if expires_in ~= '' then
    set('expiresAt', now + expires_in)
    redis.call('ZADD', expiring, now + expires_in, id)
  end
  if labels ~= '' then
    set('labels', labels)
    for label in string.gmatch(labels, '[^\n]+') do
      redis.call('ZADD', prefix .. 'label:' .. label, rank, id)
    end
  end
  redis.call('HSET', prefix .. 'task:' .. id, unpack(fields))
  count(state, 1)
  count('submitted', 1)
  records[lane] = (records[lane] or 0) + 1
end

local at = 2
while ARGV[at] do
  local tasks, seen, replayed, conflicts, answer = tonumber(ARGV[at]), {}, {}, { 'CONFLICT' }, { 'SUBMITTED', now }
  local next_at = walk(at + 1, tasks, function(index, task)
    local key = ARGV[task + 2]
    if key ~= '' then
      local held = seen[key] or redis.call('GET', prefix .. 'key:' .. key)
      seen[key] = held or ARGV[task] .. ' ' .. ARGV[task + 3]
      if held and string.match(held, ' (.*)') ~= ARGV[task + 3] then
        conflicts[#conflicts + 1] = index
      elseif held then
        replayed[index] = string.match(held, '%S+')
      end
    end
  end)
  if #conflicts == 1 then
    -- An earlier call whose reply was lost has stored all that is not replayed, or nothing.
    local stored
    local rank = redis.call('INCRBY', sequence, tasks) - tasks
    walk(at + 1, tasks, function(index, task)
      if replayed[index] then
        answer[#answer + 1], answer[#answer + 2] = index, replayed[index]
      else
        if stored == nil then
          stored = redis.call('EXISTS', prefix .. 'task:' .. ARGV[task]) == 1
        end
        if not stored then
          add(task, rank + index + 1)
        end
      end
    end)
  end
  answers[#answers + 1] = #conflicts > 1 and conflicts or answer
  at = next_at
end
for lane, added in pairs(records) do
  redis.call('HINCRBY', lanes, lane, added)
end
write_counts(stats)
return answers
