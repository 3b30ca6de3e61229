package io.dayshift.systemtests.benchmark.reference;

import io.dayshift.systemtests.benchmark.load.HttpConnection;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A process that runs {@link EmptyEndpoint} on the libraries of a manager. */
public final class EmptyServer implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ACCEPTED = 202;

    private final Service service;
    private final int port;

    private EmptyServer(Service service, int port) {
        this.service = service;
        this.port = port;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param manager taken apart; its libraries and JVM options are used
     * @param folder gets the class and a log
     */
    public static EmptyServer start(Program manager, Path folder) {
        var patch = folder.resolve("patch");
        copyEndpoint(patch);
        var program = manager.patched(EmptyEndpoint.class.getName(), patch.toAbsolutePath());
        var port = Ports.free();
        var service = Service.start(program, "empty", port, List.of("--server.port=" + port), folder);
        var server = new EmptyServer(service, port);
        Waiting.expect(LONG, server::answers, "the empty endpoint answers; see " + service.log());
        return server;
    }

    private static void copyEndpoint(Path patch) {
        var file = EmptyEndpoint.class.getName().replace('.', '/') + ".class";
        try (var in = EmptyEndpoint.class.getResourceAsStream("/" + file)) {
            var target = patch.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var connection = new HttpConnection(port)) {
            return connection.send(Request.post("/v1/tasks", "{}")).status() == ACCEPTED;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        service.process().close();
    }
}
