package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.store.Opening;
import io.dayshift.common.store.Placed;
import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.SomeWorker;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpeningsTest {

    private static final Lane ECHO = lane("echo", 5);
    private static final Lane SLEEP = lane("sleep", 5);
    private static final Lane URGENT = lane("echo", 9);

    private final Openings openings = new Openings();

    @Test
    void there_are_none_before_anybody_was_looked_at() {
        assertThat(openings.find(Map.of(ECHO, 1L))).isEmpty();
        assertThat(openings.areFor(Set.of(ECHO))).as("nobody knows").isTrue();
    }

    @Test
    void a_worker_takes_as_many_as_there_are_and_no_more_than_it_may_hold() {
        var _ = open(worker("w-1", "echo", 1, 2));

        assertThat(openings.find(Map.of(ECHO, 3L))).containsExactly(opening("w-1", 6, ECHO, 3));
        assertThat(openings.find(Map.of(ECHO, 100L)))
                .as("its slots and as many again, less what runs")
                .containsExactly(opening("w-1", 6, ECHO, 5));
    }

    @Test
    void workers_are_filled_to_one_level() {
        var _ = open(worker("w-1", "echo", 0, 0), worker("w-2", "echo", 3, 0));

        assertThat(openings.find(Map.of(ECHO, 5L)))
                .containsExactly(opening("w-1", 8, ECHO, 4), opening("w-2", 8, ECHO, 1));
        assertThat(openings.find(Map.of(ECHO, 1L))).containsExactly(opening("w-1", 8, ECHO, 1));
    }

    @Test
    void what_was_placed_counts_from_then_on() {
        var _ = open(worker("w-1", "echo", 0, 0), worker("w-2", "echo", 0, 0));

        openings.note(List.of(new Placed.Taken(session("w-1"), true, 4, List.of())));

        assertThat(openings.find(Map.of(ECHO, 4L))).containsExactly(opening("w-2", 8, ECHO, 4));
    }

    @Test
    void who_refused_is_not_asked_again() {
        var _ = open(worker("w-1", "echo", 0, 0));

        openings.note(List.of(new Placed.Refused(session("w-1"))));

        assertThat(openings.find(Map.of(ECHO, 1L))).isEmpty();
    }

    @Test
    void two_lanes_share_a_workers_room() {
        var _ = open(worker("w-1", "echo sleep", 0, 0));

        var found = openings.find(Map.of(ECHO, 2L, SLEEP, 3L));

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.most()).isEqualTo(Map.of(ECHO, 2, SLEEP, 3)));
    }

    @Test
    void nobody_is_open_for_what_he_cannot_do() {
        var _ = open(worker("w-1", "sleep", 0, 0));

        assertThat(openings.find(Map.of(ECHO, 1L))).isEmpty();
        assertThat(openings.areFor(Set.of(ECHO))).isFalse();
        assertThat(openings.areFor(Set.of(ECHO, SLEEP))).isTrue();
    }

    @Test
    void what_has_to_go_first_is_left_to_assign() {
        var _ = open(worker("w-1", "echo", 0, 0));

        assertThat(openings.find(Map.of(ECHO, 1L, URGENT, 1L))).isEmpty();
    }

    @Test
    void tells_when_it_begins_to_be_used_and_no_more_while_it_goes_on() {
        var begun = new AtomicInteger();
        openings.onUse(begun::incrementAndGet);
        assertThat(open(worker("w-1", "echo", 0, 0))).isFalse();

        var _ = openings.find(Map.of(ECHO, 1L));
        assertThat(open(worker("w-1", "echo", 0, 0))).isTrue();
        var _ = openings.find(Map.of(ECHO, 1L));
        assertThat(begun).hasValue(1);

        assertThat(open(worker("w-1", "echo", 0, 0))).isTrue();
        assertThat(open(worker("w-1", "echo", 0, 0))).isFalse();
        var _ = openings.find(Map.of(ECHO, 1L));
        assertThat(begun).hasValue(2);
    }

    @Test
    void what_is_for_later_counts_for_the_order_only() {
        var _ = open(worker("w-1", "echo", 0, 0));

        assertThat(openings.find(Map.of(ECHO, 1L, URGENT, 0L))).isEmpty();
        assertThat(openings.find(Map.of(ECHO, 0L))).isEmpty();
    }

    @Test
    void closed_is_closed() {
        var _ = open(worker("w-1", "echo", 0, 0));

        openings.close();

        assertThat(openings.find(Map.of(ECHO, 1L))).isEmpty();
        assertThat(openings.areFor(Set.of(ECHO))).isTrue();
    }

    @Test
    void what_is_closed_during_a_look_stays_closed_until_the_next() {
        openings.look();
        openings.close();
        var _ = openings.see(List.of(worker("w-1", "echo", 0, 0)), Worker::capacity, true);
        assertThat(openings.find(Map.of(ECHO, 1L))).isEmpty();

        var _ = open(worker("w-1", "echo", 0, 0));
        assertThat(openings.find(Map.of(ECHO, 1L))).isNotEmpty();
    }

    @Test
    void a_look_that_is_under_way_may_have_missed_who_comes_and_what_is_submitted() {
        var _ = open();
        assertThat(openings.areFor(Set.of(ECHO))).isFalse();

        openings.look();
        assertThat(openings.areFor(Set.of(ECHO))).isTrue();
    }

    @Test
    void so_it_is_while_somebody_waits() {
        openings.look();
        var _ = openings.see(List.of(worker("w-1", "echo", 0, 0)), Worker::capacity, false);

        assertThat(openings.find(Map.of(ECHO, 1L))).isEmpty();
    }

    private boolean open(Worker... crew) {
        openings.look();
        return openings.see(List.of(crew), Worker::capacity, true);
    }

    private static Opening opening(String id, int bound, Lane lane, int most) {
        return new Opening(session(id), bound, Map.of(lane, most));
    }

    private static Lane lane(String type, int priority) {
        return new Lane(type, "default", priority, Collections.emptySortedMap());
    }

    private static WorkerSession session(String id) {
        return new WorkerSession(id, "session of " + id);
    }

    private static Worker worker(String id, String types, long queued, long running) {
        return SomeWorker.of(session(id))
                .types(types.split(" "))
                .load(queued, running)
                .build();
    }
}
