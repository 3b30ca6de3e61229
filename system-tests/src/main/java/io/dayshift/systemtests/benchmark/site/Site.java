package io.dayshift.systemtests.benchmark.site;

import io.dayshift.systemtests.benchmark.cost.Costs;
import io.dayshift.systemtests.benchmark.cost.CountingRelay;
import io.dayshift.systemtests.benchmark.cost.RedisBooks;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.crew.Retention;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.StandaloneRedis;
import io.dayshift.systemtests.crew.Waiting;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A Redis that syncs every second, one manager and workers, each a process of its own that logs no transitions. */
public final class Site implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String QUIET = "--logging.level.io.dayshift.transitions=warn";

    private static final String MANAGER = "manager";

    private final Path folder;
    private final Programs programs;
    private final StandaloneRedis redis;
    private final RedisBooks books;
    private final Optional<CountingRelay> relay;
    private final int managerPort = Ports.free();
    private final Desk desk = new Desk(managerPort);
    private final List<Service> services = new ArrayList<>();

    private Site(Path folder, Programs programs, Relays relays) {
        this.folder = folder;
        this.programs = programs;
        this.redis = StandaloneRedis.start(folder.resolve("redis"), "--appendfsync", "everysec");
        this.books = new RedisBooks(redis.master().url());
        this.relay = relays == Relays.COUNTING
                ? Optional.of(new CountingRelay(redis.master().port()))
                : Optional.empty();
    }

    private enum Relays {
        NONE,
        COUNTING
    }

    /**
     * Starts the Redis of one.
     *
     * @param folder keeps its data and all logs
     */
    public static Site open(Path folder, Programs programs) {
        return new Site(folder, programs, Relays.NONE);
    }

    /** The same with a relay before Redis that counts what services send; only for counting. */
    public static Site counting(Path folder, Programs programs) {
        return new Site(folder, programs, Relays.COUNTING);
    }

    /** Starts the manager, on the one port of this site, and does not wait for it. */
    public Service startManager() {
        return start(programs.manager(), MANAGER, managerPort, List.of());
    }

    /** Starts a worker and does not wait for it; options are Spring properties as {@code --name=value}. */
    public Service startWorker(String id, String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--dayshift.worker.id=" + id);
        all.add("--dayshift.worker.manager-urls=http://127.0.0.1:" + managerPort);
        return start(programs.worker(), id, Ports.free(), all);
    }

    private Service start(Program program, String name, int port, List<String> options) {
        var arguments = new ArrayList<>(
                List.of("--server.port=" + port, "--spring.data.redis.url=redis://127.0.0.1:" + portToRedis(), QUIET));
        arguments.addAll(options);
        var service = Service.start(program, name, port, arguments, folder.resolve("logs"));
        services.add(service);
        return service;
    }

    private int portToRedis() {
        return relay.map(CountingRelay::port).orElse(redis.master().port());
    }

    /** Waits until the manager is ready and so many workers are at its disposal. */
    public void awaitPresent(int workers) {
        services.forEach(Service::awaitReady);
        Waiting.expect(LONG, () -> desk.present() == workers, workers + " workers have registered");
    }

    /** Ends a service in order and waits for that. */
    public void stop(Service service) {
        // A manager waits for connections that are open, and one to a manager that has ended leads nowhere.
        desk.close();
        service.process().close();
        services.remove(service);
    }

    /** Ends all services in order, workers while there is a manager; Redis goes on. */
    public void stopAll() {
        stopThose(service -> !service.name().equals(MANAGER));
        stopThose(service -> true);
    }

    private void stopThose(Predicate<Service> chosen) {
        var stopped = services.stream().filter(chosen).toList();
        stopped.forEach(service -> service.process().stop());
        stopped.forEach(this::stop);
    }

    /** The manager's counter of everything, over a connection that is kept. */
    public Desk desk() {
        return desk;
    }

    public RedisBooks redis() {
        return books;
    }

    public String redisUrl() {
        return redis.master().url();
    }

    /** Opens the books of all processes that run now. */
    public Costs costs() {
        return new Costs(services, redis.master().process().child(), books);
    }

    /** Commands that services have sent to Redis so far; only of a counting site. */
    public long commandsSent() {
        return relay.orElseThrow(() -> new IllegalStateException("nobody counts here"))
                .commands();
    }

    /** Has everything forgotten that has ended, and Redis' file rewritten, so that the next run finds what this one found. */
    public void tidy() {
        try (var client = RedisClient.create(redis.master().url());
                var connection = client.connect()) {
            Retention.end(connection);
        }
        books.rewriteFile();
    }

    /** Stops workers, then the manager, then Redis. */
    @Override
    public void close() {
        desk.close();
        stopAll();
        relay.ifPresent(CountingRelay::close);
        books.close();
        redis.close();
    }
}
