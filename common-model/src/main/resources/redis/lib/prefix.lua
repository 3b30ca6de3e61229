-- prefix: what all keys of the namespace begin with, hash tag and colon
local prefix = ARGV[1]
local lane_keys = {}

-- The key of that kind for a lane; made once, as most tasks of a batch are of few lanes.
local function lane_key(kind, lane)
  local keys = lane_keys[kind]
  if not keys then
    keys = {}
    lane_keys[kind] = keys
  end
  local key = keys[lane]
  if not key then
    key = prefix .. kind .. lane
    keys[lane] = key
  end
  return key
end
