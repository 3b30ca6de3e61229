package io.dayshift.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.store.NewTask;
import io.dayshift.common.store.Registered;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.handlers.HandlerJars;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker in this process with one slot unless more are asked for, in a namespace of its own; the test plays its manager. */
public final class TestWorker implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final ConfigurableApplicationContext context;
    private WorkerSession session;

    private TestWorker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a worker that knows these beans as well, and admits it. */
    public static TestWorker start(RedisServer redis, Class<?> beans, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.data.redis.url=" + redis.url(),
                "--dayshift.namespace=test-" + COUNTER.incrementAndGet(),
                "--dayshift.worker.id=w-1",
                "--dayshift.worker.manager-urls=http://127.0.0.1:1"));
        arguments.addAll(List.of(more));
        var worker = new TestWorker(new SpringApplicationBuilder(WorkerApplication.class, beans)
                .initializers(new HandlerJars())
                .properties("dayshift.worker.capacity=1")
                .run(arguments.toArray(String[]::new)));
        worker.admit();
        return worker;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public RunLoop runLoop() {
        return bean(RunLoop.class);
    }

    public WorkerSession session() {
        return session;
    }

    public void admit() {
        var fresh = opened("w-1");
        bean(Lease.class).open(fresh, bean(InstantSource.class).instant(), Duration.ofSeconds(3));
        session = fresh;
        runLoop().bell();
    }

    /** Has another worker be there, of whom nobody here knows more. */
    public WorkerSession admitOther(String id) {
        return opened(id);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private WorkerSession opened(String id) {
        var fresh = new WorkerSession(id, UUID.randomUUID().toString());
        var registration = new Registration(
                fresh, URI.create("http://127.0.0.1:1"), 1, new TreeSet<>(List.of("play")), new TreeMap<>());
        assertThat(bean(WorkerStore.class).register(registration)).isEqualTo(new Registered.Open());
        return fresh;
    }

    public static RetryPolicy attempts(int most) {
        return new RetryPolicy(most, Duration.ofMillis(1), 1, Duration.ofMillis(1));
    }

    /** Puts a task into the worker's queue and rings its bell. */
    public TaskId give(String type, String payload, Duration timeout, RetryPolicy retry) {
        var id = assign(type, payload, timeout, retry);
        runLoop().bell();
        return id;
    }

    public TaskId give(String payload) {
        return give("play", '"' + payload + '"', TaskSpec.DEFAULT_TIMEOUT, attempts(1));
    }

    /** Puts a task into the worker's queue and says nothing. */
    public TaskId assign(String type, String payload, Duration timeout, RetryPolicy retry) {
        return assignTo(session, type, payload, timeout, retry);
    }

    /** Puts a task into the queue of any worker. */
    public TaskId assignTo(WorkerSession whose, String type, String payload, Duration timeout, RetryPolicy retry) {
        var lane = new Lane(type, "default", 5, Collections.emptySortedMap());
        var spec = new TaskSpec(
                lane,
                new Json(payload),
                null,
                null,
                null,
                timeout,
                null,
                retry,
                new TreeMap<>(),
                TaskSpec.DEFAULT_RETENTION);
        var id = new TaskId("019ac300-0000-7000-8000-%012x".formatted(COUNTER.incrementAndGet()));
        bean(TaskStore.class).submit(List.of(List.of(new NewTask(id, spec, "f", false))), List.of());
        bean(TaskStore.class).assign(whose, 1000, List.of(lane));
        return id;
    }

    /** Puts a task that is in the backlog into the worker's queue and rings its bell. */
    public void giveAgain(TaskId id) {
        bean(TaskStore.class).assign(session, 1000, List.of(task(id).lane()));
        runLoop().bell();
    }

    public Task task(TaskId id) {
        return bean(TaskStore.class).find(id).orElseThrow();
    }

    /** Waits until the task is in that state. */
    public Task await(TaskId id, TaskState state) {
        return Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> task(id), task -> task.state() == state);
    }

    /** Waits until that is so. */
    public static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(SOON).ignoreExceptions().until(condition);
    }

    @Override
    public void close() {
        context.close();
    }
}
