-- count: gathers the changes of counters, so that a batch writes each counter once
local counts = {}

local function count(field, by)
  counts[field] = (counts[field] or 0) + by
end

local function move(from, to)
  count(from, -1)
  count(to, 1)
end

local function write_counts(stats)
  for field, by in pairs(counts) do
    if by ~= 0 then
      redis.call('HINCRBY', stats, field, by)
    end
  end
end
