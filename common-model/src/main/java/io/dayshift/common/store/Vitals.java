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
     * Reads them from what Redis says.
     *
     * @param info fields of {@code INFO}
     * @param configuration how the append-only file is synced; empty when Redis does not tell
     * @param areReplicasAwaited whether a submit is answered only when replicas have the task
     */
    static Vitals of(Map<String, String> info, Map<String, String> configuration, boolean areReplicasAwaited) {
        var ownFile = durability(info, configuration);
        // A replica may become the master, and lack what was acknowledged a moment before.
        var mayFailOver = number(info, "connected_slaves") > 0 && !areReplicasAwaited;
        return new Vitals(
                ownFile == Durability.STRONG && mayFailOver ? Durability.BOUNDED : ownFile,
                info.getOrDefault("maxmemory_policy", NO_EVICTION),
                number(info, "used_memory") - number(info, "mem_not_counted_for_evict"),
                number(info, "maxmemory"));
    }

    private static Durability durability(Map<String, String> info, Map<String, String> configuration) {
        var writes = info.getOrDefault("aof_enabled", "").equals("1")
                && info.getOrDefault("aof_last_write_status", "ok").equals("ok");
        // With that, nobody syncs while the file is rewritten.
        var pauses =
                configuration.getOrDefault("no-appendfsync-on-rewrite", "no").equals("yes");
        if (!writes || pauses) {
            return Durability.NONE;
        }
        return switch (configuration.getOrDefault("appendfsync", "")) {
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
