-- prefix: what all keys of the namespace begin with, hash tag and colon
local prefix = ARGV[1]
