package io.dayshift.manager.assign;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.client.TurnedAwayException;
import io.dayshift.manager.client.WorkerClient;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Rings workers' bells, each on a virtual thread so that a worker which does not answer keeps nobody waiting. A bell that
 * is not heard costs time, never a task: workers also look into their queues by themselves.
 */
@Slf4j
@Component
@RequiredArgsConstructor
final class Bell {

    private static final int MOST_STRANGERS = 10_000;

    private final WorkerClient client;

    /** Ids of workers that do not let this manager in; whoever hears a bell again is taken out, and so are some above so many. */
    private final Set<String> strangers = Collections.newSetFromMap(Caffeine.newBuilder()
            .maximumSize(MOST_STRANGERS)
            .<String, Boolean>build()
            .asMap());

    void ring(Worker worker, WorkerSession session, List<TaskId> ids) {
        Thread.startVirtualThread(() -> {
            try {
                client.ring(worker, session, ids);
                strangers.remove(worker.id());
            } catch (TurnedAwayException e) {
                warnOnce(worker);
            } catch (RestClientException e) {
                log.debug("event=bell-unheard worker={} tasks={}", worker.id(), ids.size(), e);
            }
        });
    }

    private void warnOnce(Worker worker) {
        if (strangers.add(worker.id())) {
            log.warn(
                    "event=bell-refused worker={}; it does not take this manager's token or certificate, so it finds its"
                            + " tasks later, by itself, and cannot be sent home from here: set the same"
                            + " dayshift.security.tokens.manager at both, or see docs/security.md",
                    worker.id());
        } else {
            log.debug("event=bell-refused worker={}", worker.id());
        }
    }
}
