package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.ClosedLoop;
import io.dayshift.systemtests.benchmark.load.Response;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.Site;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.util.List;

/**
 * What records with a payload of exactly 100 bytes add to {@code used_memory} on a fresh Redis: first while there is no
 * worker, so all are pending, then the same ones when a worker has done them and their results, 100 bytes as well, are kept.
 */
public final class Memory {

    private static final int PAYLOAD = 100;
    private static final int BATCH = 500;
    private static final int CONNECTIONS = 4;
    private static final int ACCEPTED = 202;

    private final Site site;
    private final TaskForm form = TaskForm.echoOf(PAYLOAD);

    /** Prepares it on a site whose manager is ready and that has no worker and no task. */
    public Memory(Site site) {
        this.site = site;
    }

    /** Hands in the tasks, has a worker come, and looks at both. */
    public Values run(int tasks, Runnable startWorker) {
        var empty = site.redis().usedBytes();
        var answers = submit(tasks);
        var pending = site.redis().usedBytes();
        startWorker.run();
        site.desk().awaitSucceeded(tasks);
        site.desk().checkResults(Desk.idsOfBatches(answers), form.payload());
        var finished = site.redis().usedBytes();
        return new Values()
                .with(Quantity.PENDING_BYTES, (pending - empty) / (double) tasks)
                .with(Quantity.FINISHED_BYTES, (finished - empty) / (double) tasks);
    }

    private List<Response> submit(int tasks) {
        return new ClosedLoop(site.desk().port(), CONNECTIONS)
                .send(form.batch(BATCH), tasks / BATCH, ACCEPTED)
                .responses();
    }
}
