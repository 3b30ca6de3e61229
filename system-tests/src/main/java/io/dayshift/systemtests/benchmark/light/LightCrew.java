package io.dayshift.systemtests.benchmark.light;

import io.dayshift.common.store.Renewed;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.crew.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many light workers on one connection to Redis, each with a thread, an address and a lease of its own. */
public final class LightCrew implements AutoCloseable {

    private static final Duration RENEW_EVERY = Duration.ofMillis(750);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final LightStore store;
    private final WorkerStore workers;
    private final List<LightWorker> crew;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> atWork = new ArrayList<>();
    private volatile boolean leaving;

    private LightCrew(LightStore store, int number) {
        this.store = store;
        this.workers = store.workers();
        var station = store.station();
        this.crew = IntStream.rangeClosed(1, number)
                .mapToObj(i -> new WorkerSession("light-" + i, UUID.randomUUID().toString()))
                .map(session -> new LightWorker(session, station))
                .toList();
    }

    /** Has that many register with a manager and begin to work. */
    public static LightCrew open(Desk desk, String redisUrl, int number) {
        var opened = new LightCrew(new LightStore(redisUrl), number);
        opened.crew.forEach(worker -> desk.send(registration(worker)).expect(OK));
        opened.begin(opened::renew);
        opened.crew.forEach(worker -> opened.begin(() -> {
            worker.work();
            return worker;
        }));
        Waiting.expect(LONG, () -> desk.present() == number, number + " light workers are there");
        return opened;
    }

    private static Request registration(LightWorker worker) {
        var session = worker.session();
        return Request.post(
                "/register",
                "{\"workerId\":\"%s\",\"address\":\"%s\",\"capacity\":%d,\"types\":[\"echo\"],\"session\":\"%s\"}"
                        .formatted(session.workerId(), worker.address(), LightWorker.CAPACITY, session.session()));
    }

    private void begin(Callable<?> work) {
        atWork.add(threads.submit(work));
    }

    private LightCrew renew() {
        while (!leaving) {
            crew.forEach(this::renew);
            Waiting.pass(RENEW_EVERY);
        }
        return this;
    }

    private void renew(LightWorker worker) {
        switch (workers.renew(worker.session())) {
            case Renewed.Extended(var _, var _) -> {}
            case Renewed.Fenced() ->
                throw new IllegalStateException(worker.session().workerId() + " has lost its lease");
        }
    }

    /** Sends all home; fails when one could not do its work. */
    @Override
    public void close() {
        leaving = true;
        crew.forEach(LightWorker::close);
        threads.close();
        try {
            for (var work : atWork) {
                work.get();
            }
            crew.forEach(worker -> workers.leaveClean(worker.session()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a light worker could not go on", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            store.close();
        }
    }
}
