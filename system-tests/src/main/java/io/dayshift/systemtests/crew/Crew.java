package io.dayshift.systemtests.crew;

import io.dayshift.common.process.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A Redis, managers and workers, each a process of its own. All of them end when this is closed or this process dies.
 * Nothing is started before it is asked for.
 */
public final class Crew implements AutoCloseable {

    private final Path folder;
    private final RedisSetup redis;
    private UnaryOperator<Program> kind = program -> program;
    private final List<Service> managers = new ArrayList<>();
    private final List<Service> workers = new ArrayList<>();

    private Crew(Path folder, RedisSetup redis) {
        this.folder = folder;
        this.redis = redis;
    }

    /**
     * Starts the Redis of a crew.
     *
     * @param folder keeps the data of Redis and the logs of all
     * @param redisOptions further options of {@code redis-server}
     */
    public static Crew withRedis(Path folder, String... redisOptions) {
        return on(StandaloneRedis.start(folder.resolve("redis"), redisOptions), folder);
    }

    /** A crew on a Redis that is there; it is closed with the crew. */
    public static Crew on(RedisSetup redis, Path folder) {
        return new Crew(folder, redis);
    }

    /** Has those that are started from now on live a short life, as in tests: see {@link Program#shortLived()}. */
    public Crew ofShortLife() {
        kind = Program::shortLived;
        return this;
    }

    /** The server that has the crew's tasks. */
    public RedisServer redis() {
        return redis.master();
    }

    /** Ends Redis at once, as a power cut would; {@link #startRedisAgain()} brings it back with what it had kept. */
    public void killRedis() {
        redis.killMaster();
    }

    /** Starts Redis again on its port and its data. */
    public void startRedisAgain() {
        redis.startAgain();
    }

    public List<Service> managers() {
        return List.copyOf(managers);
    }

    public List<Service> workers() {
        return List.copyOf(workers);
    }

    /**
     * Starts a manager.
     *
     * @param preferredPort taken if it is free, else any
     * @param options Spring properties as {@code --name=value}
     */
    public Service startManager(String name, int preferredPort, String... options) {
        var manager = start(name, "manager-app", Ports.like(preferredPort), options);
        managers.add(manager);
        return manager;
    }

    /** Starts a worker that registers with the managers started so far; further as for {@link #startManager}. */
    public Service startWorker(String id, int preferredPort, String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--dayshift.worker.id=" + id);
        all.add("--dayshift.worker.manager-urls="
                + String.join(
                        ",",
                        managers.stream()
                                .map(manager -> manager.address().toString())
                                .toList()));
        var worker = start(id, "worker-app", Ports.like(preferredPort), all.toArray(String[]::new));
        workers.add(worker);
        return worker;
    }

    private Service start(String name, String app, int port, String... options) {
        var arguments = new ArrayList<>(List.of("--server.port=" + port));
        arguments.addAll(redis.options());
        arguments.addAll(List.of(options));
        return Service.start(kind.apply(Program.of(app)), name, port, arguments, folder.resolve("logs"));
    }

    /** Waits until a service says that it is ready; fails with a word about its log when it is not in three minutes. */
    public void awaitReady(Service service) {
        service.awaitReady();
    }

    /** Stops all in order: workers leave while there are managers, managers while there is Redis. */
    @Override
    public void close() {
        stop(workers);
        stop(managers);
        redis.close();
    }

    private static void stop(List<Service> services) {
        services.forEach(service -> service.process().stop());
        services.forEach(service -> service.process().close());
    }
}
