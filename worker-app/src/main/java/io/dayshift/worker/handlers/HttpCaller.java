package io.dayshift.worker.handlers;

import io.dayshift.common.net.BoundedClient;
import io.dayshift.common.net.Bounds;
import io.dayshift.common.net.Networks;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.HttpClientSettings;

/** Sends calls, each hop of a redirect as a call of its own, so that each is checked alike. */
final class HttpCaller implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpProperties properties;
    private final Duration timeout;
    private @Nullable CloseableHttpClient client;

    HttpCaller(HttpProperties properties) {
        this.properties = properties;
        this.timeout = properties.timeout();
    }

    /** Makes the client for the first call: it would lengthen every start, and many a worker never needs it. */
    private synchronized CloseableHttpClient client() {
        if (client == null) {
            client = BoundedClient.of(
                    HttpClientSettings.defaults().withTimeouts(CONNECT_TIMEOUT, timeout),
                    Networks.of(properties.allowedNetworks()).filterWithPublic(),
                    new Bounds(properties.maxResponse().toBytes(), timeout));
        }
        return client;
    }

    /**
     * Sends a call and those that it is redirected to.
     *
     * @throws IOException when there is no answer, or none in time
     * @throws InterruptedException when the task is to end; the call is broken off
     */
    HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        // Before the clock runs: making it is not the other side's time.
        var sender = client();
        var since = System.nanoTime();
        var next = call;
        for (var followed = 0; ; followed++) {
            var answer = send(sender, next, timeout.minusNanos(System.nanoTime() - since));
            var target = Redirects.next(next, answer);
            if (target.isEmpty() || followed == Redirects.MOST) {
                return answer;
            }
            next = target.get();
        }
    }

    /** Waits on a thread that can be interrupted: one that reads from a socket cannot. */
    private HttpAnswer send(CloseableHttpClient sender, HttpCall call, Duration left)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + left.toNanos();
        var request = call.toRequest();
        var answer = new FutureTask<>(() -> sender.execute(request, HttpAnswer::of));
        Thread.ofVirtual().name("http-call").start(answer);
        try {
            return answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (ExecutionException e) {
            // The client has bounds of its own, which may be noticed first.
            if (System.nanoTime() - end >= 0) {
                throw late(e);
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            request.cancel();
        }
    }

    private IOException late(Exception cause) {
        return new IOException("no complete answer within " + timeout + " (dayshift.worker.http.timeout)", cause);
    }

    @Override
    public synchronized void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
