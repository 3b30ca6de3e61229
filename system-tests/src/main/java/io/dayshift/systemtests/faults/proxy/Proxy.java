package io.dayshift.systemtests.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Passes TCP connections on to a port of this machine, as well or as badly as it is told. */
public final class Proxy implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final int target;
    private final ServerSocket door;
    private final AtomicReference<Toxic> toxic = new AtomicReference<>(new Toxic.None());
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Opens a proxy on a free port.
     *
     * @param target port that it leads to; nobody need listen there yet
     */
    public Proxy(int target) {
        this.target = target;
        try {
            this.door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a proxy", e);
        }
        Thread.ofVirtual().name("proxy-" + target).start(this::welcome);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Makes the network bad from now on. */
    public void poison(Toxic what) {
        toxic.set(what);
    }

    /** Makes the network good again. Connections that have lost something are reset. */
    public void heal() {
        toxic.set(new Toxic.None());
        connections.stream().filter(Connection::isTorn).forEach(Connection::reset);
    }

    /** Resets every connection that is open. */
    public void reset() {
        connections.forEach(Connection::reset);
    }

    private void welcome() {
        while (!door.isClosed()) {
            letIn();
        }
    }

    private void letIn() {
        try {
            var caller = door.accept();
            Thread.startVirtualThread(() -> connect(caller));
        } catch (IOException e) {
            // The door was closed; a caller that was gone before it was let in is nobody's loss.
        }
    }

    private void connect(Socket caller) {
        while ((toxic.get() instanceof Toxic.Cut || toxic.get() instanceof Toxic.CutForth) && !door.isClosed()) {
            // It has been let in and hears nothing, as behind a network that swallows packets.
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        try {
            var called = new Socket(InetAddress.getLoopbackAddress(), target);
            var connection = new Connection(caller, called, toxic::get);
            connections.add(connection);
            connection.pump(() -> connections.remove(connection));
        } catch (IOException e) {
            // Nobody listens there: the caller sees what a caller of a dead process behind a router sees.
            Connection.reset(caller);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }
}
