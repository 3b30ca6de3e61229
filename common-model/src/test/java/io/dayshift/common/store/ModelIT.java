package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays the crew by chance against the real scripts. */
@RedisTest
class ModelIT {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261124})
    void loses_no_task_and_ends_none_twice(long seed, Given given) {
        play(seed, 10_000, given);
    }

    @Test
    void does_so_from_any_seed(Given given) {
        var seed = new Random().nextLong();
        System.out.println("ModelIT plays from the seed " + seed);

        play(seed, 5_000, given);
    }

    private static void play(long seed, int tasks, Given given) {
        var model = model(seed, tasks, given, UnaryOperator.identity());

        var faults = model.play();

        assertThat(faults).as("seed %d", seed).isEmpty();
        for (var event : new String[] {
            "ACCEPTED",
            "RETRYING",
            "FAILED",
            "REPLAYED",
            "FENCED",
            "killed",
            "cancelled",
            "reply lost",
            "sent twice",
            "resumed",
            "replayed submit",
            "placed",
            "refused"
        }) {
            assertThat(model.times(event)).as(event).isPositive();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "complete | the fence removed            | if record and seen and seen.attempt == attempt then | if record then seen = seen or { attempt = attempt, started_at = now, assigned_at = now, rank = 1, began = '1 1' }",
                "claim    | the session unchecked        | redis.call('HGET', worker, 'session') ~= session   | false",
                "submit   | keys forgotten               | redis.call('GET', prefix .. 'key:' .. key)         | false",
                "submit   | an opening's session unchecked | seen[1] == session and seen[2] == 'ACTIVE' and lease and tonumber(lease) > now | true",
                "reclaim  | the lease unchecked          | if lease > now then                                | if false then",
                "promote  | a task left in two places    | redis.call('ZREM', due, id)                        | --",
                "cancel   | a task left in its place     | = lift(id, record)                                 | = 'PENDING', 1",
            })
    void notices_a_script_that_was_tampered_with(
            String verb, String what, String guard, String replacement, Given given) {
        var model = model(
                7, 3_000, given, script -> verb.equals(script.verb()) ? tampered(script, guard, replacement) : script);

        assertThat(model.play()).as(what).isNotEmpty();
        given.redis.flushall();
    }

    private static Script tampered(Script script, String guard, String replacement) {
        assertThat(script.source()).contains(guard);
        return Script.of(script.verb(), script.source().replace(guard, replacement));
    }

    private static Model model(long seed, int tasks, Given given, UnaryOperator<Script> tampering) {
        var link = new FaultyLink(given.client, new Form(given.keys), seed, 60, tampering);
        return new Model(given.through(link), link, seed, tasks);
    }
}
