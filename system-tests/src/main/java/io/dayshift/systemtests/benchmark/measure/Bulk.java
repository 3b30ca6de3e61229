package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.cost.Costs;
import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.ClosedLoop;
import io.dayshift.systemtests.benchmark.load.Response;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Hands in many tasks in batches over a few connections. The time is from the first batch sent to the last result recorded,
 * which is seen by asking for the counters every 25 ms.
 */
public final class Bulk {

    private static final int BATCH = 500;
    private static final int CONNECTIONS = 4;
    private static final int ACCEPTED = 202;

    private final Desk desk;

    public Bulk(Desk desk) {
        this.desk = desk;
    }

    /**
     * What was done, and how long it took.
     *
     * @param answers to the batches
     */
    private record Done(int tasks, Duration took, List<Response> answers) {

        double perSecond() {
            return tasks * 1e9 / took.toNanos();
        }
    }

    /** Runs about that many, rounded to whole batches, and checks the results; returns tasks in a second. */
    public double run(int tasks) {
        var done = work(tasks);
        check(done);
        return done.perSecond();
    }

    /** The same with what it has cost, which the check is not part of. */
    public Values run(int tasks, Costs costs) {
        var before = costs.read();
        var done = work(tasks);
        var spent = costs.perTask(before, done.tasks());
        check(done);
        return new Values().with(Quantity.BULK_RATE, done.perSecond()).with(spent);
    }

    private Done work(int tasks) {
        var batches = Math.max(1, tasks / BATCH);
        var target = desk.total("succeeded") + (long) batches * BATCH;
        var batch = TaskForm.ECHO.batch(BATCH);
        var began = System.nanoTime();
        var answered = new ClosedLoop(desk.port(), CONNECTIONS).send(batch, batches, ACCEPTED);
        desk.awaitSucceeded(target);
        return new Done(batches * BATCH, Duration.ofNanos(System.nanoTime() - began), answered.responses());
    }

    private void check(Done done) {
        desk.checkResults(Desk.idsOfBatches(done.answers()), TaskForm.ECHO.payload());
    }

    /** Counts what services send to Redis for each task. */
    public Values count(int tasks, LongSupplier commandsSent) {
        var before = commandsSent.getAsLong();
        var done = work(tasks);
        var sent = commandsSent.getAsLong() - before;
        check(done);
        return new Values().with(Quantity.BULK_COMMANDS, sent / (double) done.tasks());
    }

    /** Hands in tasks that nobody does. */
    public void pile(int tasks) {
        var batches = Math.max(1, tasks / BATCH);
        new ClosedLoop(desk.port(), CONNECTIONS).send(TaskForm.ECHO.forNobody().batch(BATCH), batches, ACCEPTED);
    }
}
