package io.dayshift.worker.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import lombok.extern.slf4j.Slf4j;

/** Keeps runs to their time: stops those that take too long, and gives up on those that do not stop. */
@Slf4j
final class Supervision {

    /** How long a handler may take to return once it was told to stop. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Slots slots;
    private final Reports reports;
    private final InstantSource clock;

    Supervision(Slots slots, Reports reports, InstantSource clock) {
        this.slots = slots;
        this.reports = reports;
        this.clock = clock;
    }

    /** Looks at every run once; returns whether there is any whose time is limited by less than a look per half second. */
    boolean look() {
        var now = clock.instant();
        var close = false;
        for (var run : slots.runs()) {
            close |= look(run, now);
        }
        return close;
    }

    private boolean look(Run run, Instant now) {
        var stop = run.stopped();
        if (stop.isPresent()) {
            if (Duration.between(stop.get().at(), now).compareTo(GRACE) > 0) {
                giveUp(run);
            }
            return true;
        }
        var left = run.startedAt().map(started -> run.timeout().minus(Duration.between(started, now)));
        left.filter(time -> !time.isPositive()).ifPresent(time -> run.stop(Run.Reason.TIMED_OUT, now));
        return left.orElse(run.timeout()).compareTo(GRACE) < 0;
    }

    private void giveUp(Run run) {
        if (!slots.abandon(run)) {
            return;
        }
        log.warn(
                "event=abandon task={} type={} worker={}: its handler was interrupted and does not return; the thread is"
                        + " given up",
                run.id(),
                run.task().lane().type(),
                run.session().workerId());
        var timedOut = run.stopped()
                .filter(stop -> stop.reason() == Run.Reason.TIMED_OUT)
                .isPresent();
        reports.add(new Ended(run, timedOut ? Optional.of(Workbench.timedOut(run)) : Optional.empty()));
    }
}
