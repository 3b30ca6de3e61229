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
 * Tells of who is denied something: of each caller once a minute, and how often it was when the minute is over. Whatever
 * callers do, it is so many lines and so much memory at most.
 */
final class Denials implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrailFilter.LOGGER);

    /** Callers of a kind that are told of one by one in a minute. */
    static final int MOST = 100;

    private static final List<HttpMethod> METHODS = List.of(HttpMethod.values());

    private final KnownRoutes routes;
    private final Executor inAMinute;

    /** Who has been told of in this minute, and how often he was not. */
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
        var source = source(caller, request);
        if (isFirst(new Kind(status, caller.isKnown()), source)) {
            log.warn(
                    "event=denied status={} method={} route={} {}",
                    status,
                    method(request),
                    routes.of(request),
                    source);
        }
    }

    /** Nothing in it is as its sender wrote it. */
    private static String source(Caller caller, HttpServletRequest request) {
        var name = caller.isKnown() ? caller.toLog() : "nobody";
        return "caller=" + name + " address=" + LogWord.of(request.getRemoteAddr());
    }

    private static String method(HttpServletRequest request) {
        var method = HttpMethod.valueOf(request.getMethod());
        return METHODS.contains(method) ? method.name() : "other";
    }

    private synchronized boolean isFirst(Kind kind, String source) {
        if (again.isEmpty()) {
            inAMinute.execute(this::sumUp);
        }
        var told = again.computeIfAbsent(kind, _ -> new HashMap<>());
        if (told.size() < MOST && told.putIfAbsent(source, 0L) == null) {
            return true;
        }
        told.merge(told.containsKey(source) ? source : "caller=others", 1L, Long::sum);
        return false;
    }

    /** Ends a minute: tells how often those were denied something of whom nothing was said since. */
    private void sumUp() {
        take().forEach(log::warn);
    }

    private synchronized List<String> take() {
        var lines = new ArrayList<String>();
        again.forEach((kind, told) -> told.forEach((source, times) -> {
            if (times > 0) {
                lines.add("event=denied-again status=%d %s times=%d".formatted(kind.status(), source, times));
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
