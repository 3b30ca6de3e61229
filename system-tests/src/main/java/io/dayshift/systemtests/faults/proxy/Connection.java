package io.dayshift.systemtests.faults.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One connection through a proxy: two sockets and what is carried between them. */
final class Connection {

    private static final int BUFFER = 16 * 1024;
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final int BOTH = 2;

    private final Socket caller;
    private final Socket called;
    private final Supplier<Toxic> toxic;
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean torn;
    private volatile boolean closed;

    private enum Way {
        FORTH,
        BACK
    }

    Connection(Socket caller, Socket called, Supplier<Toxic> toxic) throws IOException {
        this.caller = caller;
        this.called = called;
        this.toxic = toxic;
        caller.setTcpNoDelay(true);
        called.setTcpNoDelay(true);
    }

    /** Carries both ways, each on a thread of its own, until either side ends. */
    void pump(Runnable afterwards) {
        Thread.startVirtualThread(() -> carry(caller, called, Way.FORTH, afterwards));
        Thread.startVirtualThread(() -> carry(called, caller, Way.BACK, afterwards));
    }

    private void carry(Socket from, Socket to, Way way, Runnable afterwards) {
        try {
            var buffer = new byte[BUFFER];
            for (var read = from.getInputStream().read(buffer);
                    read >= 0 && !closed;
                    read = from.getInputStream().read(buffer)) {
                pass(buffer, read, to.getOutputStream(), way);
            }
            awaitPassage(way);
            to.shutdownOutput();
        } catch (IOException e) {
            // One side broke off; so does the other, as soon as word of it gets through.
            awaitPassage(way);
            reset();
        } finally {
            if (ended.incrementAndGet() == BOTH) {
                reset();
                afterwards.run();
            }
        }
    }

    private void pass(byte[] bytes, int length, OutputStream to, Way way) throws IOException {
        awaitPassage(way);
        switch (toxic.get()) {
            case Toxic.LoseReplies() when way == Way.BACK -> lose();
            case Toxic.Delay(var delay) -> {
                rest(delay);
                to.write(bytes, 0, length);
            }
            case Toxic.Trickle trickle -> trickle(bytes, length, to, trickle);
            default -> {
                if (!torn || way == Way.FORTH) {
                    to.write(bytes, 0, length);
                }
            }
        }
    }

    private void awaitPassage(Way way) {
        while (isHeldBack(way) && !closed) {
            rest(LOOK_EVERY);
        }
    }

    /** Forgets what came; if the network was mended in this moment, nobody else resets the connection. */
    private void lose() {
        torn = true;
        if (!(toxic.get() instanceof Toxic.LoseReplies)) {
            reset();
        }
    }

    private boolean isHeldBack(Way way) {
        return switch (toxic.get()) {
            case Toxic.Cut() -> true;
            case Toxic.CutForth() -> way == Way.FORTH;
            case Toxic.CutBack() -> way == Way.BACK;
            case Toxic.None(), Toxic.LoseReplies(), Toxic.Delay _, Toxic.Trickle _ -> false;
        };
    }

    private void trickle(byte[] bytes, int length, OutputStream to, Toxic.Trickle trickle) throws IOException {
        for (var at = 0; at < length && !closed; at += trickle.slice()) {
            to.write(bytes, at, Math.min(trickle.slice(), length - at));
            rest(trickle.pause());
        }
    }

    private static void rest(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }

    /** Whether something that was sent has been lost on the way. */
    boolean isTorn() {
        return torn;
    }

    /** Breaks both sides off so that each is told at once. */
    void reset() {
        closed = true;
        reset(caller);
        reset(called);
    }

    static void reset(Socket socket) {
        try (socket) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is closed already, which is what was wanted.
            return;
        }
    }
}
