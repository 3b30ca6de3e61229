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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Hands in tasks one in a request over 16 connections, while the worker does them and while it rests; in turns with the same
 * requests to an endpoint of a manager that does nothing, and to one on bare Tomcat and Spring MVC.
 */
public final class SingleSubmits {

    private static final int CONNECTIONS = 16;
    private static final int TURNS = 2;
    private static final double PERCENT = 100;

    /** A side is warm when so many turns in a row were not faster, by that much, than the last that was. */
    private static final int SETTLED = 4;

    private static final double FASTER = 1.03;
    private static final int LONGEST_WARM_UP = 40;

    private static final int ACCEPTED = 202;

    private final Desk desk;
    private final Duration turn;

    public SingleSubmits(Desk desk, Duration turn) {
        this.desk = desk;
        this.turn = turn;
    }

    /** Who is sent to. */
    private enum Side {
        EMPTY,
        WORKING,
        RESTING,
        BARE
    }

    /**
     * What came of a turn, or of several of one side.
     *
     * @param side that was sent to
     * @param perSecond requests in a second
     * @param sender share of the time that the sender's one thread was at work
     */
    private record Turn(Side side, double perSecond, double sender) {

        static Turn mean(Side side, List<Turn> turns) {
            var own = turns.stream().filter(turn -> turn.side() == side).toList();
            return new Turn(
                    side,
                    own.stream().mapToDouble(Turn::perSecond).average().orElseThrow(),
                    own.stream().mapToDouble(Turn::sender).average().orElseThrow());
        }
    }

    /** Has all sides compile their way, until it gets them no further: the empty endpoints need longest. */
    public void warmUp(EmptyServers empty) {
        for (var side : Side.values()) {
            var best = 0.0;
            var turns = 0;
            for (var sinceBest = 0; sinceBest < SETTLED && turns < LONGEST_WARM_UP; turns++) {
                var rate = take(side, empty).perSecond();
                var isFaster = rate > best * FASTER;
                sinceBest = isFaster ? 0 : sinceBest + 1;
                best = isFaster ? rate : best;
            }
        }
    }

    /** Takes two turns of each side, the second time in the other order; their means are compared. */
    public Values run(EmptyServers empty) {
        var turns = new ArrayList<Turn>();
        var order = new ArrayList<>(List.of(Side.values()));
        for (var i = 0; i < TURNS; i++) {
            order.forEach(side -> turns.add(take(side, empty)));
            Collections.reverse(order);
        }
        return values(
                Turn.mean(Side.EMPTY, turns),
                Turn.mean(Side.WORKING, turns),
                Turn.mean(Side.RESTING, turns),
                Turn.mean(Side.BARE, turns));
    }

    private static Values values(Turn empty, Turn working, Turn resting, Turn bare) {
        return new Values()
                .with(Quantity.SINGLE_RATE, working.perSecond())
                .with(Quantity.ACCEPTED_RATE, resting.perSecond())
                .with(Quantity.EMPTY_RATE, empty.perSecond())
                .with(Quantity.BARE_RATE, bare.perSecond())
                .with(Quantity.SINGLE_SHARE, working.perSecond() / empty.perSecond())
                .with(Quantity.ACCEPTED_SHARE, resting.perSecond() / empty.perSecond())
                .with(Quantity.ACCEPTED_BARE_SHARE, resting.perSecond() / bare.perSecond())
                .with(Quantity.SINGLE_SENDER, PERCENT * working.sender())
                .with(Quantity.EMPTY_SENDER, PERCENT * empty.sender());
    }

    private Turn take(Side side, EmptyServers empty) {
        var answered =
                switch (side) {
                    case EMPTY -> post(empty.same());
                    case WORKING -> submit();
                    case RESTING -> accept();
                    case BARE -> post(empty.bare());
                };
        return new Turn(side, answered.perSecond(), answered.busy());
    }

    private Answered post(EmptyServer server) {
        return send(server.port(), TaskForm.ECHO.singleTo(server.path()));
    }

    /** Takes one turn, lets the worker finish, and checks the results. */
    public Answered submit() {
        var before = desk.total("succeeded");
        var answered = send(desk.port(), TaskForm.ECHO.single());
        check(before, answered);
        return answered;
    }

    /** The same, but the worker begins only when all have been handed in. */
    private Answered accept() {
        var before = desk.total("succeeded");
        desk.crew("drain");
        var answered = send(desk.port(), TaskForm.ECHO.single());
        desk.crew("resume");
        check(before, answered);
        return answered;
    }

    private void check(long before, Answered answered) {
        desk.awaitSucceeded(before + answered.responses().size());
        desk.checkResults(Desk.ids(answered.responses()), TaskForm.ECHO.payload());
    }

    private Answered send(int port, Request request) {
        return new ClosedLoop(port, CONNECTIONS).sendFor(request, turn, ACCEPTED);
    }
}
