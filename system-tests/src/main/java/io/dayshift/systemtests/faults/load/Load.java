package io.dayshift.systemtests.faults.load;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.faults.history.History;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Some clients at work until told to stop, each act after a pause of random length. */
public final class Load implements AutoCloseable {

    private static final int CLIENTS = 24;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> working = new ArrayList<>();
    private final double pauseNanos;
    private volatile boolean open = true;

    /**
     * Begins.
     *
     * @param managers where they are, by name
     * @param rate tasks in a second, over all clients
     * @param numbers gives each task a number of its own
     */
    public Load(Map<String, URI> managers, History history, AtomicLong numbers, long seed, int rate) {
        this.pauseNanos = 1e9 * CLIENTS * Client.tasksPerAct() / rate;
        var apis = managers.entrySet().stream()
                .map(manager -> new Client.Manager(manager.getKey(), new Api(manager.getValue(), TIMEOUT)))
                .toList();
        IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Client(i, apis, history, numbers, seed))
                .map(client -> threads.submit(() -> work(client, new Random(seed + client.name()))))
                .forEach(working::add);
    }

    private void work(Client client, Random random) {
        while (open) {
            LockSupport.parkNanos((long) (pauseNanos * -Math.log(1 - random.nextDouble())));
            client.act();
        }
    }

    /** Lets each client finish what it is at; fails when one could not go on. */
    @Override
    public void close() {
        open = false;
        threads.close();
        working.forEach(Future::resultNow);
    }
}
