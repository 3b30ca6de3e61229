package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VitalsTest {

    @ParameterizedTest
    @CsvSource({
        "1, always,   STRONG",
        "1, everysec, BOUNDED",
        "1, no,       NONE",
        "1, '',       UNKNOWN",
        "0, always,   NONE",
        "0, '',       NONE",
    })
    void durability_is_what_redis_really_does(String aofEnabled, String appendfsync, Durability durability) {
        assertThat(durability(Map.of("aof_enabled", aofEnabled), Map.of("appendfsync", appendfsync)))
                .isEqualTo(durability);
    }

    private static Durability durability(Map<String, String> info, Map<String, String> configuration) {
        return Vitals.of(info, configuration, false).durability();
    }

    @Test
    void a_replica_that_nobody_waits_for_may_take_over_without_the_last_of_it() {
        var info = Map.of("aof_enabled", "1", "connected_slaves", "1");
        var configuration = Map.of("appendfsync", "always");

        assertThat(Vitals.of(info, configuration, false).durability()).isEqualTo(Durability.BOUNDED);
        assertThat(Vitals.of(info, configuration, true).durability()).isEqualTo(Durability.STRONG);
    }

    @Test
    void a_file_that_cannot_be_written_keeps_nothing() {
        var info = Map.of("aof_enabled", "1", "aof_last_write_status", "err");

        assertThat(durability(info, Map.of("appendfsync", "always"))).isEqualTo(Durability.NONE);
    }

    @Test
    void a_file_that_nobody_syncs_while_it_is_rewritten_keeps_nothing() {
        var configuration = Map.of("appendfsync", "always", "no-appendfsync-on-rewrite", "yes");

        assertThat(durability(Map.of("aof_enabled", "1"), configuration)).isEqualTo(Durability.NONE);
    }

    @Test
    void memory_that_redis_does_not_count_is_not_counted() {
        var vitals = Vitals.of(
                Map.of("used_memory", "1000", "mem_not_counted_for_evict", "300", "maxmemory", "2000"),
                Map.of(),
                false);

        assertThat(vitals.usedBytes()).isEqualTo(700);
        assertThat(vitals.maxBytes()).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({"noeviction, false", "allkeys-lru, true", "volatile-ttl, true"})
    void any_other_policy_than_noeviction_throws_tasks_away(String policy, boolean evicts) {
        assertThat(Vitals.of(Map.of("maxmemory_policy", policy), Map.of(), false)
                        .evicts())
                .isEqualTo(evicts);
    }
}
