package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.WorkerSession;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Brings about what a test begins with. A test names only what matters to it. */
final class Given {

    static final Lane LANE = new Lane("echo", "default", 5, Collections.emptySortedMap());

    /** None ends by itself while a test runs, however slow or held up the machine is; {@link #leaseExpired} ends one. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    final RedisClient client;
    final RedisKeys keys;
    final StatefulRedisConnection<String, String> connection;
    final RedisCommands<String, String> redis;
    final TaskStore tasks;
    final StationStore station;
    final WorkerStore workers;
    final Listing listing;

    Given(RedisClient client, String namespace) {
        this(client, new RedisKeys(namespace), new RedisLink(client, new Form(new RedisKeys(namespace))));
    }

    private Given(RedisClient client, RedisKeys keys, RedisLink link) {
        this.client = client;
        this.keys = keys;
        this.connection = client.connect();
        this.redis = connection.sync();
        var meters = new SimpleMeterRegistry();
        this.tasks = new TaskStore(link, keys, meters);
        this.station = new StationStore(link, keys, meters);
        this.workers = new WorkerStore(link, keys, LEASE, InstantSource.system(), meters);
        this.listing = new Listing(link, keys, tasks);
    }

    /** The same namespace, seen through another link. */
    Given through(RedisLink link) {
        return new Given(client, keys, link);
    }

    static TaskSpec spec(UnaryOperator<Spec> change) {
        return change.apply(new Spec()).build();
    }

    /** A description with defaults, to be changed in what matters. */
    static final class Spec {
        Lane lane = LANE;
        String key;
        Duration delay;
        Duration expiresIn;
        RetryPolicy retry = RetryPolicy.DEFAULT;
        TreeMap<String, String> labels = new TreeMap<>();
        Duration retention = TaskSpec.DEFAULT_RETENTION;

        TaskSpec build() {
            return new TaskSpec(
                    lane,
                    new Json("{\"n\":1}"),
                    key,
                    delay,
                    null,
                    TaskSpec.DEFAULT_TIMEOUT,
                    expiresIn,
                    retry,
                    labels,
                    retention);
        }
    }

    static NewTask newTask(TaskSpec spec) {
        var id = new TaskId(UuidCreator.getTimeOrderedEpochPlus1().toString());
        return new NewTask(id, spec, Integer.toHexString(spec.toString().hashCode()), false);
    }

    TaskId submitted(UnaryOperator<Spec> change) {
        var task = newTask(spec(change));
        tasks.submit(List.of(List.of(task)), List.of());
        return task.id();
    }

    TaskId pending() {
        return submitted(spec -> spec);
    }

    WorkerSession worker(String id) {
        var session = new WorkerSession(id, UUID.randomUUID().toString());
        assertThat(workers.register(registration(session))).isEqualTo(new Registered.Open());
        return session;
    }

    static Registration registration(WorkerSession session) {
        return new Registration(
                session, URI.create("http://127.0.0.1:1"), 4, new TreeSet<>(List.of("echo")), new TreeMap<>());
    }

    /** A task in the queue of that worker. */
    TaskId assignedTo(WorkerSession worker, UnaryOperator<Spec> change) {
        var id = submitted(change);
        var given = tasks.assign(worker, 1000, List.of(task(id).lane()));
        assertThat(given)
                .isInstanceOfSatisfying(
                        Assigned.Given.class, all -> assertThat(all.ids()).contains(id));
        return id;
    }

    /** A task in the hands of that worker, at its first attempt. */
    TaskId runningOn(WorkerSession worker, UnaryOperator<Spec> change) {
        var id = assignedTo(worker, change);
        claimed(worker, 1000);
        return id;
    }

    List<ClaimedTask> claimed(WorkerSession worker, int limit) {
        return switch (station.claim(worker, limit)) {
            case Claimed.Tasks(var _, var _, var claimed) -> claimed;
            case Claimed.Fenced() -> throw new AssertionError("fenced");
        };
    }

    /** Brings a task into that state, by verbs alone; when it has one, its owner is that worker. */
    TaskId taskIn(TaskState state, WorkerSession worker) {
        return switch (state) {
            case SCHEDULED ->
                submitted(spec -> {
                    spec.delay = Duration.ofHours(1);
                    return spec;
                });
            case PENDING -> pending();
            case ASSIGNED -> assignedTo(worker, spec -> spec);
            case RUNNING -> runningOn(worker, spec -> spec);
            case SUCCEEDED -> {
                var id = runningOn(worker, spec -> spec);
                station.complete(worker, List.of(success(id, 1)));
                yield id;
            }
            case FAILED -> {
                var id = runningOn(worker, spec -> spec);
                station.fail(worker, List.of(failure(id, 1, Optional.empty())));
                yield id;
            }
            case CANCELLED -> {
                var id = pending();
                tasks.cancel(id);
                yield id;
            }
            case EXPIRED -> {
                var id = submitted(spec -> {
                    spec.expiresIn = Duration.ofHours(1);
                    return spec;
                });
                expiresNow(id);
                tasks.expire();
                yield id;
            }
        };
    }

    static Finish.Success success(TaskId id, int attempt) {
        return new Finish.Success(id, attempt, new Json("{\"attempt\":" + attempt + "}"));
    }

    static Finish.Failure failure(TaskId id, int attempt, Optional<Duration> retryAfter) {
        return new Finish.Failure(id, attempt, new TaskError(TaskError.Kind.HANDLER, "for a test"), retryAfter);
    }

    Task task(TaskId id) {
        return tasks.find(id).orElseThrow();
    }

    TaskState stateOf(TaskId id) {
        return task(id).state();
    }

    /** The time by the clock of Redis. */
    Instant now() {
        var time = redis.time();
        return Instant.ofEpochSecond(Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1000);
    }

    void leaseExpired(WorkerSession worker) {
        redis.zadd(keys.leases(), 1, worker.workerId());
    }

    void dueNow(TaskId id) {
        redis.zadd(keys.due(), 1, id.compact());
    }

    void expiresNow(TaskId id) {
        redis.zadd(keys.expiring(), 1, id.compact());
    }

    /** The retention of everything that has ended so far. */
    void retentionsOver() {
        redis.zrange(keys.retained(), 0, -1).forEach(bucket -> redis.zadd(keys.retained(), 1, bucket));
    }

    /** Checks that every task is in exactly one place and that everything adds up. */
    void fsck() {
        assertThat(new Fsck(connection, keys).faults()).isEmpty();
    }
}
