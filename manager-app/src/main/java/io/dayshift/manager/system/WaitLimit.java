package io.dayshift.manager.system;

import io.dayshift.common.web.Caller;
import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Bounds how many requests wait with {@code ?wait=}, in all and of one caller: each holds a connection and some memory. */
public final class WaitLimit implements HandlerInterceptor {

    private static final String PLACE = WaitLimit.class.getName();
    private static final Duration REST = Duration.ofSeconds(1);

    private final LimitsProperties limits;

    // Guarded by this object's monitor.
    private final Map<Caller, Integer> waiting = new HashMap<>();
    private int all;

    WaitLimit(LimitsProperties limits) {
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST && request.getParameter("wait") != null) {
            var caller = Caller.of(request);
            enter(caller);
            request.setAttribute(PLACE, caller);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(PLACE) instanceof Caller caller) {
            // An error page is another dispatch of the same request.
            request.removeAttribute(PLACE);
            leave(caller);
        }
    }

    /** Notes a caller who begins to wait, or refuses; {@link #leave} has to follow when he was let in. */
    public synchronized void enter(Caller caller) {
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

    /** Notes that a caller waits no longer. */
    public synchronized void leave(Caller caller) {
        all--;
        waiting.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
    }
}
