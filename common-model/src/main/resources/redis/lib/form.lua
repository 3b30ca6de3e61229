-- form: the number of the form in which this build keeps a namespace; raised whenever an earlier build could not work on it
local FORM = '2'
