package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.worker.Worker;
import io.dayshift.manager.SomeWorker;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static Worker worker(String id, int capacity, long queued, long running) {
        return SomeWorker.named(id).capacity(capacity).load(queued, running).build();
    }

    private static Map<Worker, Integer> shares(long pending, double ahead, Worker... crew) {
        return Shares.of(List.of(crew), pending, _ -> ahead).stream()
                .collect(Collectors.toMap(Shares.Share::worker, Shares.Share::bound));
    }

    @Test
    void divides_few_tasks_evenly() {
        var one = worker("w-1", 4, 0, 0);
        var other = worker("w-2", 4, 0, 0);

        assertThat(shares(4, 4, one, other)).containsEntry(one, 2).containsEntry(other, 2);
    }

    @Test
    void gives_a_lone_task_to_the_worker_that_has_less_to_do() {
        var busy = worker("w-1", 4, 0, 3);
        var idle = worker("w-2", 4, 0, 0);

        assertThat(shares(1, 4, busy, idle)).containsOnlyKeys(idle);
    }

    @Test
    void loads_workers_by_what_they_can_do() {
        var small = worker("w-1", 2, 0, 0);
        var large = worker("w-2", 8, 0, 0);

        assertThat(shares(10, 0, small, large)).containsEntry(small, 2).containsEntry(large, 8);
    }

    @Test
    void fills_a_queue_no_further_than_what_may_be_given_ahead() {
        var worker = worker("w-1", 4, 1, 4);

        assertThat(shares(1000, 6, worker)).containsEntry(worker, 6);
        assertThat(shares(1000, 0, worker)).isEmpty();
    }

    @Test
    void shares_nothing_out_when_nobody_is_there() {
        assertThat(shares(10, 4)).isEmpty();
    }
}
