package io.dayshift.manager.system;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends callers elsewhere before this manager ends, so that none of them has to wonder whether a call was heard. Tomcat
 * alone would close connections that are kept alive, and those that nobody has accepted yet, while a request may be on its
 * way. So for a moment every answer closes its own connection; then new ones are refused, while those that are open are
 * still answered, each for the last time; when all are gone, or nobody has used the rest for long, the web server stops.
 */
@Component
public final class Farewell extends OncePerRequestFilter implements SmartLifecycle {

    /** Long enough for whoever calls all the time; readiness refuses from its beginning. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    /**
     * For requests by connections that are open still. Who calls often leaves none behind in this time; who has one that he
     * hardly uses is not likely to use it in the very moment at which it is closed.
     */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final ApplicationContext context;
    private final Duration lastRequests;
    private final AtomicInteger guests = new AtomicInteger();
    private volatile boolean running;
    private volatile boolean leaving;

    @Autowired
    Farewell(ApplicationContext context) {
        this(context, LAST_REQUESTS);
    }

    Farewell(ApplicationContext context, Duration lastRequests) {
        this.context = context;
        this.lastRequests = lastRequests;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isLeaving()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    /** Whether every answer has to close its connection. */
    private boolean isLeaving() {
        return leaving;
    }

    /**
     * Notes a request of which Tomcat itself keeps no count, so that it is answered before this manager ends; {@link #leave}
     * has to follow.
     *
     * @return false when that is about to happen: its answer has to close the connection
     */
    public boolean enter() {
        guests.incrementAndGet();
        if (leaving) {
            guests.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Notes that such a request is answered, or is Tomcat's now. */
    public void leave() {
        guests.decrementAndGet();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Stops before the web server does, which is of a lower phase. */
    @Override
    public void stop() {
        leaving = true;
        pass(LAST_ANSWERS);
        var doors = doors();
        doors.forEach(ProtocolHandler::closeServerSocketGraceful);
        doors.forEach(door -> door.awaitConnectionsClose(lastRequests.toMillis()));
        awaitGuests();
        running = false;
    }

    /** What callers come in by; none where there is no web server. */
    private List<ProtocolHandler> doors() {
        return context instanceof WebServerApplicationContext web
                        && web.getWebServer() instanceof TomcatWebServer server
                ? Stream.of(server.getTomcat().getService().findConnectors())
                        .map(Connector::getProtocolHandler)
                        .toList()
                : List.of();
    }

    private void awaitGuests() {
        var end = System.nanoTime() + Waits.LONGEST.toNanos();
        while (guests.get() > 0 && System.nanoTime() - end < 0) {
            pass(LOOK_EVERY);
        }
    }

    private static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
