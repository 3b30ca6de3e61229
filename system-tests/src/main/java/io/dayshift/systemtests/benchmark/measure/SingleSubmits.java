package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.ClosedLoop;
import io.dayshift.systemtests.benchmark.load.ClosedLoop.Answered;
import io.dayshift.systemtests.benchmark.reference.EmptyServer;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.time.Duration;

/**
 * Hands in tasks one in a request over 16 connections, while the worker does them and while it rests; in turns with the same
 * requests to an endpoint that does nothing on the same server.
 */
public final class SingleSubmits {

    private static final int CONNECTIONS = 16;
    private static final int TURNS = 2;
    private static final int ACCEPTED = 202;

    private final Desk desk;
    private final Duration turn;

    public SingleSubmits(Desk desk, Duration turn) {
        this.desk = desk;
        this.turn = turn;
    }

    /** Takes two turns of each side; their means are compared. */
    public Values run(EmptyServer empty) {
        var submits = 0.0;
        var accepted = 0.0;
        var posts = 0.0;
        for (var i = 0; i < TURNS; i++) {
            posts += send(empty.port()).perSecond() / TURNS;
            submits += submit() / TURNS;
            accepted += accept() / TURNS;
        }
        return new Values()
                .with(Quantity.SINGLE_RATE, submits)
                .with(Quantity.EMPTY_RATE, posts)
                .with(Quantity.SINGLE_SHARE, submits / posts)
                .with(Quantity.ACCEPTED_RATE, accepted)
                .with(Quantity.ACCEPTED_SHARE, accepted / posts);
    }

    /** Takes one turn, lets the worker finish, and checks the results; returns submits in a second. */
    public double submit() {
        var before = desk.total("succeeded");
        var answered = send(desk.port());
        check(before, answered);
        return answered.perSecond();
    }

    /** The same, but the worker begins only when all have been handed in. */
    private double accept() {
        var before = desk.total("succeeded");
        desk.crew("drain");
        var answered = send(desk.port());
        desk.crew("resume");
        check(before, answered);
        return answered.perSecond();
    }

    private void check(long before, Answered answered) {
        desk.awaitSucceeded(before + answered.responses().size());
        desk.checkResults(Desk.ids(answered.responses()), TaskForm.ECHO.payload());
    }

    private Answered send(int port) {
        return new ClosedLoop(port, CONNECTIONS).sendFor(TaskForm.ECHO.single(), turn, ACCEPTED);
    }
}
