package io.dayshift.manager;

import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.common.worker.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A worker as a survey shows it. A test names only what matters to it. */
public final class SomeWorker {

    private final String id;
    private WorkerSession session;
    private WorkerState state = WorkerState.WORKING;
    private String address = "http://127.0.0.1:1";
    private int capacity = 4;
    private List<String> types = List.of();
    private long queued;
    private long running;
    private Duration leaseLeft = Duration.ofSeconds(3);

    private SomeWorker(String id) {
        this.id = id;
        this.session = new WorkerSession(id, "one");
    }

    public static SomeWorker named(String id) {
        return new SomeWorker(id);
    }

    /** One that is named as its session says. */
    public static SomeWorker of(WorkerSession session) {
        var worker = new SomeWorker(session.workerId());
        worker.session = session;
        return worker;
    }

    public SomeWorker state(WorkerState other) {
        state = other;
        return this;
    }

    public SomeWorker address(String other) {
        address = other;
        return this;
    }

    public SomeWorker capacity(int other) {
        capacity = other;
        return this;
    }

    public SomeWorker types(String... other) {
        types = List.of(other);
        return this;
    }

    public SomeWorker load(long nowQueued, long nowRunning) {
        queued = nowQueued;
        running = nowRunning;
        return this;
    }

    public SomeWorker leaseLeft(Duration other) {
        leaseLeft = other;
        return this;
    }

    public Worker build() {
        return new Worker(
                id,
                Optional.of(session),
                state,
                address,
                capacity,
                new TreeSet<>(types),
                Collections.emptySortedMap(),
                queued,
                running,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                leaseLeft);
    }
}
