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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A process with an endpoint that does nothing: {@link EmptyRoute} of a manager, or {@link EmptyEndpoint} on its libraries. */
public final class EmptyServer implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ACCEPTED = 202;
    private static final String MANAGER = "io.dayshift.manager.ManagerApplication";

    private final Service service;
    private final int port;
    private final String path;

    private EmptyServer(Service service, int port, String path) {
        this.service = service;
        this.port = port;
        this.path = path;
    }

    /**
     * Starts a manager with an empty route and waits until that answers.
     *
     * @param manager taken apart
     * @param folder gets the class and a log
     * @param redisUrl of a Redis in which it has a namespace of its own
     */
    public static EmptyServer ofManager(Program manager, Path folder, String redisUrl) {
        var options = List.of(
                "--spring.main.sources=" + EmptyRoute.class.getName(),
                "--spring.data.redis.url=" + redisUrl,
                "--dayshift.namespace=empty");
        return start(patched(manager, MANAGER, EmptyRoute.class, folder), EmptyRoute.PATH, options, folder);
    }

    /**
     * Starts one on Tomcat and Spring MVC alone and waits until it answers.
     *
     * @param manager taken apart; its libraries and JVM options are used
     * @param folder gets the class and a log
     */
    public static EmptyServer bare(Program manager, Path folder) {
        var program = patched(manager, EmptyEndpoint.class.getName(), EmptyEndpoint.class, folder);
        return start(program, EmptyEndpoint.PATH, List.of(), folder);
    }

    private static EmptyServer start(Program program, String path, List<String> options, Path folder) {
        var port = Ports.free();
        var arguments = new ArrayList<>(options);
        arguments.add("--server.port=" + port);
        var service = Service.start(program, "empty", port, arguments, folder);
        var server = new EmptyServer(service, port, path);
        Waiting.expect(LONG, server::answers, "the empty endpoint answers; see " + service.log());
        return server;
    }

    private static Program patched(Program manager, String mainClass, Class<?> added, Path folder) {
        var patch = folder.resolve("patch");
        copy(added, patch);
        return manager.patched(mainClass, patch.toAbsolutePath());
    }

    private static void copy(Class<?> added, Path patch) {
        var file = added.getName().replace('.', '/') + ".class";
        try (var in = EmptyServer.class.getResourceAsStream("/" + file)) {
            var target = patch.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var connection = new HttpConnection(port)) {
            return connection.send(Request.post(path, "{}")).status() == ACCEPTED;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Where it takes a POST of anything. */
    public String path() {
        return path;
    }

    @Override
    public void close() {
        service.process().close();
    }
}
