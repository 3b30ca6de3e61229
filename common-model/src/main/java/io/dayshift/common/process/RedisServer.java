package io.dayshift.common.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import redis.embedded.RedisExecProvider;

/**
 * A Redis of one's own on the loopback address, with an append-only file: the {@code redis-server} on the PATH if it is of
 * version 7.0 or later (it uses a better allocator), else the one that is carried along.
 */
public final class RedisServer implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int OLDEST_VERSION = 7;
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final GuardedProcess process;
    private final int port;

    private RedisServer(GuardedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param directory keeps its data and its log; made when it is not there
     * @param port 0 for any that is free
     * @param options further options of {@code redis-server}, such as {@code --appendfsync always}
     */
    public static RedisServer start(Path directory, int port, String... options) {
        try {
            Files.createDirectories(directory);
            var taken = port == 0 ? freePort() : port;
            var command = new ArrayList<>(List.of(
                    executable(),
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(taken),
                    "--dir",
                    directory.toAbsolutePath().toString(),
                    "--appendonly",
                    "yes",
                    "--save",
                    "",
                    "--maxmemory-policy",
                    "noeviction",
                    // Else what a worker runs is a list that is walked for each task: docs/redis.md.
                    "--hash-max-listpack-entries",
                    "16"));
            command.addAll(List.of(options));
            return launch(command, directory, taken);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Redis in " + directory, e);
        }
    }

    /**
     * Starts a sentinel and waits until it answers.
     *
     * @param directory keeps its configuration, which it rewrites itself, and its log; made when it is not there
     * @param watch lines of configuration that say what it watches
     */
    public static RedisServer startSentinel(Path directory, List<String> watch) {
        try {
            Files.createDirectories(directory);
            var port = freePort();
            var configuration = directory.resolve("sentinel.conf");
            var lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "dir " + directory.toAbsolutePath()));
            lines.addAll(watch);
            Files.write(configuration, lines);
            return launch(List.of(executable(), configuration.toString(), "--sentinel"), directory, port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a sentinel in " + directory, e);
        }
    }

    private static RedisServer launch(List<String> command, Path directory, int port) throws IOException {
        var process = GuardedProcess.start(command, Map.of(), directory.resolve("redis.log"));
        var server = new RedisServer(process, port);
        server.awaitReady(directory);
        return server;
    }

    private static String executable() throws IOException {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            var candidate = Path.of(folder, "redis-server");
            if (Files.isExecutable(candidate) && isRecent(candidate)) {
                return candidate.toString();
            }
        }
        return RedisExecProvider.defaultProvider().get().getAbsolutePath();
    }

    private static boolean isRecent(Path candidate) throws IOException {
        var asked = new ProcessBuilder(candidate.toString(), "--version").start();
        try (var answer = asked.getInputStream()) {
            var version = VERSION.matcher(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_VERSION;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path directory) throws IOException {
        for (var looks = START.dividedBy(LOOK_EVERY); looks > 0 && process.isAlive(); looks--) {
            if (answers()) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        process.kill();
        throw new IOException("it does not answer on port " + port + "; see "
                + directory.resolve("redis.log").toAbsolutePath());
    }

    /** Asks it to answer; one that is still loading its data says so instead, and one with passwords asks for one. */
    private boolean answers() {
        try {
            var answer = ask("PING", "+PONG");
            return answer.startsWith("+PONG") || answer.startsWith("-NOAU");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Has it write its file anew, in the background. Redis 7.0 leaves the beginning of a step in the file whose end a power
     * cut took, where at the next start it would run together with what stands behind it.
     */
    public void rewriteFile() {
        try {
            var answer = ask("BGREWRITEAOF", "-ERR Background");
            // It may be at it already, of itself.
            if (!answer.startsWith("+") && !answer.startsWith("-ERR Background")) {
                throw new IllegalStateException("Redis on port " + port + " does not rewrite its append-only file ("
                        + answer + "...); see redis.log in its folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Redis on port " + port + " does not answer; see redis.log in its folder", e);
        }
    }

    /** Sends one command; returns so much of the answer as the longest that is expected has. */
    private String ask(String command, String expected) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) START.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(expected.length()), StandardCharsets.US_ASCII);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public GuardedProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
