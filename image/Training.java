import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes an AOT cache of a manager or a worker: both live a short life together, with a Redis that the manager carries, do some
 * tasks, are asked what Kubernetes and Prometheus ask them, and end. A cache of a start alone lacks some 700 classes that a
 * worker needs until its first task is done (docs/images.md).
 *
 * <pre>java Training.java APP HOME OTHER CACHE</pre>
 *
 * <ul>
 *   <li>APP: {@code manager-app} or {@code worker-app}, which is to be trained
 *   <li>HOME: folder in which it is laid out as it will run
 *   <li>OTHER: executable jar of the other app
 *   <li>CACHE: file to make
 * </ul>
 */
final class Training {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofMinutes(5);
    private static final Duration RETRY_EVERY = Duration.ofMillis(200);
    private static final String ECHO = "{\"type\":\"echo\",\"payload\":{\"customer\":\"acme\",\"order\":4711}}";
    private static final int TASKS = 5;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int redis = freePort();
    private final URI manager = URI.create("http://127.0.0.1:" + freePort());
    private final URI worker = URI.create("http://127.0.0.1:" + freePort());

    private Training(Path folder) throws IOException {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("Usage: java Training.java APP HOME OTHER CACHE");
        }
        var home = Path.of(arguments[1]);
        var cache = Path.of(arguments[3]);
        var trained = List.of(
                home.resolve("runtime/bin/java").toString(),
                "-XX:AOTCacheOutput=" + cache.toAbsolutePath(),
                // It would complain of each of the classes that a cache cannot hold.
                "-Xlog:aot=error",
                "-jar",
                home.resolve("app.jar").toString());
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other = List.of(java, "-XX:TieredStopAtLevel=1", "-jar", arguments[2]);
        var training = new Training(Files.createTempDirectory("dayshift-training-"));
        try {
            switch (arguments[0]) {
                case "manager-app" -> training.run(trained, other);
                case "worker-app" -> training.run(other, trained);
                default -> throw new IllegalArgumentException("There is no app " + arguments[0]);
            }
            if (!Files.isRegularFile(cache)) {
                throw new IllegalStateException("no cache was made");
            }
        } catch (IllegalStateException e) {
            training.showLogs();
            throw e;
        } finally {
            training.removeLogs();
        }
    }

    private void run(List<String> managerCommand, List<String> workerCommand) throws IOException, InterruptedException {
        var managing = start(
                "manager",
                managerCommand,
                manager,
                "--dayshift.redis.embedded=true",
                "--dayshift.redis.embedded.port=" + redis,
                "--dayshift.redis.embedded.dir=" + folder.resolve("redis"));
        try {
            awaitReady(managing, manager);
            var working = start(
                    "worker",
                    workerCommand,
                    worker,
                    "--spring.data.redis.url=redis://127.0.0.1:" + redis,
                    "--dayshift.worker.manager-urls=" + manager);
            try {
                awaitReady(working, worker);
                live();
            } finally {
                end(working);
            }
        } finally {
            end(managing);
        }
    }

    private Process start(String name, List<String> command, URI address, String... options) throws IOException {
        var all = new ArrayList<>(command);
        all.add("--server.port=" + address.getPort());
        all.addAll(List.of(options));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    /** What an app that has just started is asked for. */
    private void live() throws InterruptedException {
        for (var i = 0; i < TASKS; i++) {
            expect(HttpRequest.newBuilder(manager.resolve("/v1/tasks?wait=60s"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(ECHO)));
        }
        for (var path : List.of("/v1/tasks", "/v1/workers", "/v1/stats")) {
            expect(HttpRequest.newBuilder(manager.resolve(path)));
        }
        for (var address : List.of(manager, worker)) {
            for (var path : List.of("health/liveness", "health/readiness", "prometheus")) {
                expect(HttpRequest.newBuilder(address.resolve("/actuator/" + path)));
            }
        }
    }

    private void awaitReady(Process process, URI service) throws InterruptedException {
        var end = System.nanoTime() + START.toNanos();
        while (statusOf(HttpRequest.newBuilder(service.resolve("/actuator/health/readiness"))) != OK) {
            if (!process.isAlive()) {
                throw new IllegalStateException(service + " has ended before it was ready");
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(service + " has not become ready in " + START.toMinutes() + " minutes");
            }
            Thread.sleep(RETRY_EVERY);
        }
    }

    private void expect(HttpRequest.Builder request) throws InterruptedException {
        var status = statusOf(request);
        if (status != OK) {
            throw new IllegalStateException(request.build().uri() + " answers " + status + ", not 200");
        }
    }

    /** Of an answer; 0 while nobody listens. */
    private int statusOf(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.timeout(START).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Has it end in order, which is when the cache is written. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it did not end in " + END.toMinutes() + " minutes");
        }
    }

    /** Where it runs nothing is left of a build that has failed but what it wrote. */
    private void showLogs() throws IOException {
        for (var name : List.of("manager.log", "worker.log")) {
            var log = folder.resolve(name);
            if (Files.exists(log)) {
                System.err.println(name + ":");
                Files.copy(log, System.err);
            }
        }
    }

    private void removeLogs() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
