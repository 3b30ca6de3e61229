package io.dayshift.common.store;

import java.util.Map;

/**
 * How safe and how full Redis says it is.
 *
 * @param evictionPolicy its {@code maxmemory-policy}
 * @param usedBytes memory that counts against the limit
 * @param maxBytes its {@code maxmemory}; 0 when there is no limit
 */
public record Vitals(Durability durability, String evictionPolicy, long usedBytes, long maxBytes) {

    private static final String NO_EVICTION = "noeviction";

    /**
     * Reads them from what {@code INFO} says.
     *
     * @param info its fields
     * @param appendfsync as configured; empty when Redis does not tell
     */
    static Vitals of(Map<String, String> info, String appendfsync) {
        return new Vitals(
                durability(info.getOrDefault("aof_enabled", "").equals("1"), appendfsync),
                info.getOrDefault("maxmemory_policy", NO_EVICTION),
                number(info, "used_memory") - number(info, "mem_not_counted_for_evict"),
                number(info, "maxmemory"));
    }

    private static Durability durability(boolean appends, String appendfsync) {
        if (!appends) {
            return Durability.NONE;
        }
        return switch (appendfsync) {
            case "always" -> Durability.STRONG;
            case "everysec" -> Durability.BOUNDED;
            case "no" -> Durability.NONE;
            default -> Durability.UNKNOWN;
        };
    }

    private static long number(Map<String, String> info, String name) {
        return Long.parseLong(info.getOrDefault(name, "0"));
    }

    /** Whether Redis throws tasks away when it is full, which no promise survives. */
    public boolean evicts() {
        return !evictionPolicy.equals(NO_EVICTION);
    }
}
