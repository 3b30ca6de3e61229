package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.ClosedLoop;
import io.dayshift.systemtests.benchmark.load.ClosedLoop.Answered;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.benchmark.reference.EmptyServer;
import io.dayshift.systemtests.benchmark.reference.EmptyServers;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.time.Duration;
import java.util.List;

/**
 * Hands in tasks one in a request over 16 connections, while the worker does them and while it rests; in turns with the same
 * requests to an endpoint of a manager that does nothing, and to one on bare Tomcat and Spring MVC.
 */
public final class SingleSubmits {

    private static final int CONNECTIONS = 16;
    private static final int TURNS = 2;
    private static final int WARM_UP = 10;
    private static final int ACCEPTED = 202;

    private final Desk desk;
    private final Duration turn;

    public SingleSubmits(Desk desk, Duration turn) {
        this.desk = desk;
        this.turn = turn;
    }

    /** Has both empty endpoints compile their way, which takes them longer than any other. */
    public void warmUp(EmptyServers empty) {
        for (var server : List.of(empty.same(), empty.bare())) {
            new ClosedLoop(server.port(), CONNECTIONS).sendFor(posted(server), turn.multipliedBy(WARM_UP), ACCEPTED);
        }
    }

    /** Takes two turns of each side; their means are compared. */
    public Values run(EmptyServers empty) {
        var submits = 0.0;
        var accepted = 0.0;
        var same = 0.0;
        var bare = 0.0;
        for (var i = 0; i < TURNS; i++) {
            same += post(empty.same()) / TURNS;
            submits += submit() / TURNS;
            accepted += accept() / TURNS;
            bare += post(empty.bare()) / TURNS;
        }
        return new Values()
                .with(Quantity.SINGLE_RATE, submits)
                .with(Quantity.ACCEPTED_RATE, accepted)
                .with(Quantity.EMPTY_RATE, same)
                .with(Quantity.BARE_RATE, bare)
                .with(Quantity.SINGLE_SHARE, submits / same)
                .with(Quantity.ACCEPTED_SHARE, accepted / same)
                .with(Quantity.ACCEPTED_BARE_SHARE, accepted / bare);
    }

    private double post(EmptyServer server) {
        return send(server.port(), posted(server)).perSecond();
    }

    private static Request posted(EmptyServer server) {
        return TaskForm.ECHO.singleTo(server.path());
    }

    /** Takes one turn, lets the worker finish, and checks the results; returns submits in a second. */
    public double submit() {
        var before = desk.total("succeeded");
        var answered = send(desk.port(), TaskForm.ECHO.single());
        check(before, answered);
        return answered.perSecond();
    }

    /** The same, but the worker begins only when all have been handed in. */
    private double accept() {
        var before = desk.total("succeeded");
        desk.crew("drain");
        var answered = send(desk.port(), TaskForm.ECHO.single());
        desk.crew("resume");
        check(before, answered);
        return answered.perSecond();
    }

    private void check(long before, Answered answered) {
        desk.awaitSucceeded(before + answered.responses().size());
        desk.checkResults(Desk.ids(answered.responses()), TaskForm.ECHO.payload());
    }

    private Answered send(int port, Request request) {
        return new ClosedLoop(port, CONNECTIONS).sendFor(request, turn, ACCEPTED);
    }
}
