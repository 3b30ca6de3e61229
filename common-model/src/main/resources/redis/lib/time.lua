-- time: the one clock that leases and due times are judged by, in milliseconds since the epoch
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local now_text = string.format('%d', now) -- made once: to write a number down takes longer than to join ten texts
