package io.dayshift.systemtests.liveness;

/** How often each thing is done; 0 leaves it out. */
record Times(int kills, int pauses, int managerKills, int redisKills, int silences, int updates) {}
