package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.faults.Cast;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.history.Event.Deed;
import io.dayshift.systemtests.faults.history.Event.Effect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One worker with one slot does tasks in the order they were handed in, and after a death goes on where it stood. */
class FifoIT {

    private static final int TASKS = 60;

    @Test
    void order_is_kept_over_a_death(@TempDir Path folder) {
        try (var stage = Stage.open(folder, Cast.usual(folder).of(1, 1, 1).withoutProxies())) {
            var api = new Api(stage.managers().firstEntry().getValue());
            var ids = IntStream.range(0, TASKS)
                    .mapToObj(FifoIT::task)
                    .map(api::submit)
                    .map(task -> task.get("id").stringValue())
                    .toList();
            api.await(ids.get(TASKS / 3));

            stage.actor("w-1").kill();
            stage.actor("w-1").start();

            assertThat(api.await(ids.getLast()).get("state").stringValue()).isEqualTo("SUCCEEDED");
            var effects = effects(stage);
            assertThat(effects.stream().map(Effect::id).distinct()).isEqualTo(ids);
            assertThat(startedTwice(effects)).hasSizeLessThanOrEqualTo(1);
            assertThat(effects).allSatisfy(start -> assertNothingOlderWaits(start, effects, ids));
        }
    }

    private static String task(int n) {
        return "{\"type\":\"effect\",\"payload\":{\"n\":%d,\"ms\":30,\"failures\":0,\"stubborn\":false}}".formatted(n);
    }

    private static List<Effect> effects(Stage stage) {
        return stage.news().stream()
                .flatMap(event -> event instanceof Effect effect ? Stream.of(effect) : Stream.empty())
                .filter(effect -> effect.deed() == Deed.START)
                .sorted(Comparator.comparingLong(Effect::at))
                .toList();
    }

    private static List<String> startedTwice(List<Effect> starts) {
        var seen = new ArrayList<String>();
        return starts.stream()
                .map(Effect::id)
                .filter(id -> {
                    var before = seen.contains(id);
                    seen.add(id);
                    return before;
                })
                .toList();
    }

    /** Whatever begins, no older task begins for the first time afterwards. */
    private static void assertNothingOlderWaits(Effect start, List<Effect> starts, List<String> ids) {
        var later = starts.subList(starts.indexOf(start) + 1, starts.size());
        assertThat(later)
                .allSatisfy(
                        other -> assertThat(ids.indexOf(other.id())).isGreaterThanOrEqualTo(ids.indexOf(start.id())));
    }
}
