package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.load.ClosedLoop;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.time.Duration;

/**
 * Has everybody compile what the measures use, with load of each kind. Single tasks come last and longest: it takes their
 * services about half a minute until they get no faster any more.
 */
public final class WarmUp {

    private static final int SINGLES = 100;
    private static final int CONNECTIONS = 16;
    private static final int TURNS = 5;
    private static final int OK = 200;

    private final Desk desk;
    private final Sizes sizes;

    public WarmUp(Desk desk, Sizes sizes) {
        this.desk = desk;
        this.sizes = sizes;
    }

    /** Leaves tasks behind that have ended. */
    public void run() {
        new Bulk(desk).run(sizes.warmUp());
        new OneAtATime(desk.port()).run(sizes.warmUp() / SINGLES);
        var singles = new SingleSubmits(desk, sizes.turn());
        for (var i = 0; i < TURNS; i++) {
            singles.submit();
            waitTogether(sizes.turn());
        }
    }

    private void waitTogether(Duration time) {
        new ClosedLoop(desk.port(), CONNECTIONS).sendFor(TaskForm.ECHO.waiting(), time.multipliedBy(2), OK);
    }
}
