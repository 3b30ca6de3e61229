package io.dayshift.manager.system;

import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.Problem;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/** Bounds how many requests wait with {@code ?wait=}, in all and of one caller: each holds a connection and some memory. */
final class WaitLimit implements AsyncHandlerInterceptor {

    private static final String PLACE = WaitLimit.class.getName();
    private static final Duration REST = Duration.ofSeconds(1);

    private final LimitsProperties limits;

    // Guarded by this object's monitor.
    private final Map<Caller, Integer> waiting = new HashMap<>();
    private int all;

    WaitLimit(LimitsProperties limits) {
        this.limits = limits;
    }

    /** One request that waits. */
    private final class Place implements AsyncListener {

        private final Caller caller;
        private final AtomicBoolean free = new AtomicBoolean();

        Place(Caller caller) {
            this.caller = caller;
        }

        void free() {
            if (free.compareAndSet(false, true)) {
                leave(caller);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            free();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It completes afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // It completes afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Nothing here starts a second time.
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST && request.getParameter("wait") != null) {
            var caller = Caller.of(request);
            enter(caller);
            request.setAttribute(PLACE, new Place(caller));
        }
        return true;
    }

    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(PLACE) instanceof Place place) {
            request.getAsyncContext().addListener(place);
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(PLACE) instanceof Place place) {
            place.free();
        }
    }

    private synchronized void enter(Caller caller) {
        var own = waiting.getOrDefault(caller, 0);
        if (all >= limits.waits() || own >= limits.waitsPerCaller()) {
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-waits",
                            "Too many requests wait already; nothing was done. Ask without wait, or try again when some are"
                                    + " answered.")
                    .retryAfter(REST);
        }
        all++;
        waiting.put(caller, own + 1);
    }

    private synchronized void leave(Caller caller) {
        all--;
        waiting.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
    }

    /** Requests that wait now. */
    synchronized int size() {
        return all;
    }
}
