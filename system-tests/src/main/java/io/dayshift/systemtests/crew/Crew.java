package io.dayshift.systemtests.crew;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.common.process.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Redis, managers and workers, each a process of its own. All of them end when this is closed or this process dies.
 * Nothing is started before it is asked for.
 */
public final class Crew implements AutoCloseable {

    private static final List<String> JVM =
            List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final Path folder;
    private final RedisSetup redis;
    private final List<Service> managers = new ArrayList<>();
    private final List<Service> workers = new ArrayList<>();

    /** A manager or worker and where it is reached. */
    public record Service(String name, GuardedProcess process, URI address) {}

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
        var manager = start(name, "manager-app", portLike(preferredPort), options);
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
        var worker = start(id, "worker-app", portLike(preferredPort), all.toArray(String[]::new));
        workers.add(worker);
        return worker;
    }

    private Service start(String name, String app, int port, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", jar(app).toString()));
        command.add("--server.port=" + port);
        command.addAll(redis.options());
        command.addAll(List.of(options));
        var log = folder.resolve("logs").resolve(name + ".log");
        try {
            Files.createDirectories(log.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process = GuardedProcess.start(command, Map.of(), log);
        return new Service(name, process, URI.create("http://127.0.0.1:" + port));
    }

    /** The jar that the build has left; looked for from the project's folder and from a module's. */
    private static Path jar(String app) {
        for (var root : List.of(Path.of(""), Path.of(".."))) {
            var jar = root.resolve(app)
                    .resolve("target")
                    .resolve(app + ".jar")
                    .toAbsolutePath()
                    .normalize();
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        }
        throw new IllegalStateException(
                "There is no " + app + ".jar. Run mvn -DskipTests package first, and this from the project's folder.");
    }

    private static int portLike(int preferred) {
        if (preferred != 0) {
            try (var _ = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
                return preferred;
            } catch (IOException e) {
                // Taken by somebody else: any other will do.
                return portLike(0);
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    /** Waits until a service says that it is ready; fails with a word about its log when it is not in three minutes. */
    public void awaitReady(Service service) {
        var api = new Api(service.address());
        var ready = Waiting.until(
                Duration.ofMinutes(3), () -> !service.process().isAlive() || api.answers("/actuator/health/readiness"));
        if (!ready || !service.process().isAlive()) {
            throw new IllegalStateException("%s has not become ready; see %s"
                    .formatted(
                            service.name(),
                            folder.resolve("logs")
                                    .resolve(service.name() + ".log")
                                    .toAbsolutePath()));
        }
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
