package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A manager or worker that dies and comes back under the same name, at the same port. */
public final class Actor {

    private final String name;
    private final Program program;
    private final int port;
    private final List<String> arguments;
    private final Path logs;
    private volatile Service service;

    Actor(String name, Program program, int port, List<String> arguments, Path logs) {
        this.name = name;
        this.program = program;
        this.port = port;
        this.arguments = List.copyOf(arguments);
        this.logs = logs;
        this.service = launch();
    }

    private Service launch() {
        return Service.start(program, name, port, arguments, logs);
    }

    public String name() {
        return name;
    }

    /** Where the process itself listens, without a proxy between. */
    public URI address() {
        return service.address();
    }

    /** The log of all its lives. */
    public Path log() {
        return service.log();
    }

    /** Starts it again after its end. */
    public synchronized void start() {
        if (!service.process().isAlive()) {
            service = launch();
        }
    }

    public void awaitReady() {
        service.awaitReady();
    }

    /** Ends it at once (SIGKILL). */
    public synchronized void kill() {
        service.process().kill();
    }

    /** Asks it to end (SIGTERM) and waits for that; ends it at once if it takes more than ten seconds. */
    public synchronized void stop() {
        service.process().close();
    }

    /** Sends a signal to it. */
    public synchronized void signal(Signal signal) {
        signal.to(service.process());
    }

    long pid() {
        return service.process().pid();
    }

    void askToStop() {
        service.process().stop();
    }
}
