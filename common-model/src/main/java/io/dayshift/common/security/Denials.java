package io.dayshift.common.security;

import io.dayshift.common.web.Caller;
import io.dayshift.common.web.LogWord;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;

/**
 * Tells of who is denied what: of each caller and route once a minute, and how often it was when the minute is over. Whatever
 * callers do, it is so many lines and so much memory at most.
 */
final class Denials implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrailFilter.LOGGER);

    /** Lines of a kind in a minute; more than one caller can fill by trying every route with every method. */
    static final int MOST = 1000;

    private static final List<HttpMethod> METHODS = List.of(HttpMethod.values());

    private final KnownRoutes routes;
    private final Executor inAMinute;

    /** What has been told in this minute, and how often it was not. */
    private Map<Kind, Map<String, Long>> again = new HashMap<>();

    /** Strangers, who can have any number of addresses, must not keep those who are known out of the log. */
    private record Kind(int status, boolean known) {}

    Denials(KnownRoutes routes) {
        this(routes, CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
    }

    /**
     * Tells of requests to these routes.
     *
     * @param inAMinute runs what it is given when a minute is over
     */
    Denials(KnownRoutes routes, Executor inAMinute) {
        this.routes = routes;
        this.inAMinute = inAMinute;
    }

    /** Notes that a request was answered with a status that denies. */
    void note(HttpServletRequest request, int status) {
        var caller = Caller.of(request);
        var address = "address=" + LogWord.of(request.getRemoteAddr());
        var denial = "method=%s route=%s caller=%s"
                .formatted(
                        method(request), routes.of(request), caller.isKnown() ? caller.toLog() : "nobody " + address);
        if (isFirst(new Kind(status, caller.isKnown()), denial)) {
            log.warn("event=denied status={} {}", status, caller.isKnown() ? denial + ' ' + address : denial);
        }
    }

    private static String method(HttpServletRequest request) {
        var method = HttpMethod.valueOf(request.getMethod());
        return METHODS.contains(method) ? method.name() : "other";
    }

    /** Who is known is told of once, from however many addresses he calls. */
    private synchronized boolean isFirst(Kind kind, String denial) {
        if (again.isEmpty()) {
            inAMinute.execute(this::sumUp);
        }
        var told = again.computeIfAbsent(kind, _ -> new HashMap<>());
        if (told.size() < MOST && told.putIfAbsent(denial, 0L) == null) {
            return true;
        }
        told.merge(told.containsKey(denial) ? denial : "caller=others", 1L, Long::sum);
        return false;
    }

    /** Ends a minute: tells how often those were denied something of whom nothing was said since. */
    private void sumUp() {
        take().forEach(log::warn);
    }

    private synchronized List<String> take() {
        var lines = new ArrayList<String>();
        again.forEach((kind, told) -> told.forEach((denial, times) -> {
            if (times > 0) {
                lines.add("event=denied-again status=%d %s times=%d".formatted(kind.status(), denial, times));
            }
        }));
        again = new HashMap<>();
        return lines;
    }

    @Override
    public void close() {
        sumUp();
    }
}
