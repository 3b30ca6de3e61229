package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.task.TaskId;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submits wait for a replica, or say that there is none. */
class ReplicatedLinkIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ReplicaProperties ONE = new ReplicaProperties(1, Duration.ofMillis(500));

    private static TaskStore store(RedisClient client) {
        var keys = new RedisKeys("replicated");
        var link = new ReplicatedLink(client, new Form(keys), ONE);
        return new TaskStore(new RedisLink(client, new Form(keys)), link, keys, new SimpleMeterRegistry());
    }

    private static NewTask keyed() {
        return Given.newTask(Given.spec(spec -> {
            spec.key = "k";
            return spec;
        }));
    }

    private static Map<Integer, TaskId> replayed(TaskStore tasks, NewTask task) {
        return ((Submitted.Accepted) tasks.submit(List.of(List.of(task)), List.of())
                        .outcomes()
                        .getFirst())
                .replayed();
    }

    @Test
    void what_no_replica_has_is_found_again_once_one_has(@TempDir Path folder) {
        try (var master = RedisServer.start(folder.resolve("master"), 0);
                var client = RedisClient.create(master.url())) {
            var tasks = store(client);
            var first = keyed();

            assertThatThrownBy(() -> replayed(tasks, first)).isInstanceOf(ReplicasBehindException.class);

            try (var replica = RedisServer.start(
                    folder.resolve("replica"), 0, "--replicaof", "127.0.0.1", Integer.toString(master.port()))) {
                await().atMost(LONG)
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> assertThat(replayed(tasks, keyed())).isEqualTo(Map.of(0, first.id())));
                assertThat(RedisClient.create(replica.url())
                                .connect()
                                .sync()
                                .hexists(
                                        new RedisKeys("replicated").tasks(),
                                        first.id().compact()))
                        .isTrue();
            }
        }
    }
}
