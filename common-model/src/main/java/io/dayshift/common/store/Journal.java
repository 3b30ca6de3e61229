package io.dayshift.common.store;

import io.dayshift.common.worker.WorkerSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the one log line of each batch of transitions, and counts them in {@code dayshift.transitions}. */
final class Journal {

    private static final Logger log = LoggerFactory.getLogger("io.dayshift.transitions");

    /** Up to so many ids stand in the line itself; more are written at DEBUG. */
    private static final int MOST_IDS = 10;

    private final MeterRegistry meters;

    Journal(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Notes what should happen. */
    void note(String verb, Collection<?> ids, String rest) {
        if (!ids.isEmpty()) {
            count(verb, ids.size());
            log.info("event={} {} {}", verb, tasks(verb, ids), rest);
        }
    }

    /** Notes what went wrong and was dealt with. */
    void warn(String verb, Collection<?> ids, String rest) {
        if (!ids.isEmpty()) {
            count(verb, ids.size());
            log.warn("event={} {} {}", verb, tasks(verb, ids), rest);
        }
    }

    /** Notes transitions of which only the number is known. */
    void note(String verb, long tasks, String rest) {
        if (tasks > 0) {
            count(verb, tasks);
            log.info("event={} tasks={} {}", verb, tasks, rest);
        }
    }

    /** Notes what happened to a worker. */
    void noteWorker(String verb, String workerId, String rest) {
        count(verb, 1);
        log.info("event={} worker={} {}", verb, workerId, rest);
    }

    /** Notes a loss that was dealt with. */
    void warnOfWorker(String verb, String workerId, long tasks, String rest) {
        count(verb, tasks);
        log.warn("event={} worker={} tasks={} {}", verb, workerId, tasks, rest);
    }

    /** Notes, at DEBUG, what the store said to each finish: a worker's own record, to hold against that of others. */
    void verdicts(String verb, WorkerSession worker, List<? extends Finish> finishes, List<Verdict> verdicts) {
        if (!log.isDebugEnabled()) {
            return;
        }
        for (var i = 0; i < verdicts.size(); i++) {
            var finish = finishes.get(i);
            log.debug(
                    "event=verdict verb={} task={} attempt={} {} verdict={}",
                    verb,
                    finish.id(),
                    finish.attempt(),
                    worker.toLog(),
                    verdicts.get(i));
        }
    }

    private void count(String verb, long times) {
        meters.counter("dayshift.transitions", "verb", verb).increment((double) times);
    }

    private static String tasks(String verb, Collection<?> ids) {
        if (ids.size() == 1) {
            return "task=" + ids.iterator().next();
        }
        if (ids.size() <= MOST_IDS) {
            return "tasks=" + ids.size() + " ids=" + ids;
        }
        log.debug("event={} ids={}", verb, ids);
        return "tasks=" + ids.size();
    }
}
