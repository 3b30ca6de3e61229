package io.dayshift.manager.assign;

import io.dayshift.common.loop.Company;
import io.dayshift.common.task.Lane;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tasks that this manager has accepted and not looked at yet, gathered until it is worth a call to hand them out. */
@Component
final class Arrivals {

    /**
     * Enough for some more to be accepted, claimed and done while many callers send one task each; up to three times as long
     * for tasks whose end nobody waits for.
     */
    private static final Duration FOR_COMPANY = Duration.ofMillis(1);

    private final Company company;
    private final Map<Lane, Long> accepted = new HashMap<>();
    private boolean awaited;

    Arrivals() {
        this(new Company(FOR_COMPANY));
    }

    Arrivals(Company company) {
        this.company = company;
    }

    synchronized void add(Wakeups.Accepted fresh) {
        fresh.tasks().forEach((lane, more) -> accepted.merge(lane, more, Long::sum));
        awaited |= fresh.awaited();
    }

    /** Takes what has come, how many of each lane, after a moment for company when there is some to be expected. */
    Map<Lane, Long> take() {
        company.await(this::isAwaited);
        var taken = takeNow();
        company.came(taken.values().stream().mapToLong(Long::longValue).sum());
        return taken;
    }

    /** Whether somebody waits for the end of one of them. */
    private synchronized boolean isAwaited() {
        return awaited;
    }

    private synchronized Map<Lane, Long> takeNow() {
        var taken = Map.copyOf(accepted);
        accepted.clear();
        awaited = false;
        return taken;
    }
}
