package io.dayshift.systemtests.benchmark.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Stands between services and Redis and counts the commands that are sent, whatever they are. No counter of Redis does that:
 * {@code total_commands_processed} and {@code commandstats} take in what scripts execute. It costs time, so rates are never
 * measured through it.
 */
public final class CountingRelay implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final int redisPort;
    private final ServerSocket door;
    private final LongAdder commands = new LongAdder();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    /** Opens it on a free port. */
    public CountingRelay(int redisPort) {
        this.redisPort = redisPort;
        try {
            this.door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a relay", e);
        }
        Thread.ofVirtual().name("relay").start(this::welcome);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Commands sent so far, over all connections; fails when something that came could not be read. */
    public long commands() {
        var failed = failure.get();
        if (failed != null) {
            throw new UncheckedIOException("not all commands were counted", failed);
        }
        return commands.sum();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                note(e);
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        var redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
        caller.setTcpNoDelay(true);
        redis.setTcpNoDelay(true);
        sockets.add(caller);
        sockets.add(redis);
        var counter = new CommandCounter(commands);
        Thread.startVirtualThread(() -> carry(caller, redis, counter::see));
        Thread.startVirtualThread(() -> carry(redis, caller, (bytes, length) -> {}));
    }

    /** Sees what is carried. */
    private interface Eye {
        void see(byte[] bytes, int length) throws IOException;
    }

    private void carry(Socket from, Socket to, Eye eye) {
        try (from;
                to) {
            var buffer = new byte[BUFFER];
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                eye.see(buffer, read);
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            note(e);
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Keeps what went wrong, but for a connection that either side has ended. */
    private void note(IOException failed) {
        if (!(failed instanceof SocketException)) {
            failure.compareAndSet(null, failed);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
