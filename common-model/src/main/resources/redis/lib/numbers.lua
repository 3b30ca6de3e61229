-- numbers: texts as numbers and numbers as texts, each worked out once in a call. Redis' Lua reads by strtod and writes by
-- printf, which takes it longer than to look them up, and a batch has few times and attempts.
local number_of = setmetatable({}, { -- nil for a text that is no number
  __index = function(numbers, text)
    numbers[text] = tonumber(text)
    return rawget(numbers, text)
  end
})
local text_of = setmetatable({}, { -- of whole numbers
  __index = function(texts, number)
    texts[number] = string.format('%d', number)
    return texts[number]
  end
})
