package io.dayshift.manager.assign;

import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.client.WorkerClient;
import java.util.List;
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

    private final WorkerClient client;

    void ring(Worker worker, WorkerSession session, List<TaskId> ids) {
        Thread.startVirtualThread(() -> {
            try {
                client.ring(worker, session, ids);
            } catch (RestClientException e) {
                log.debug("event=bell-unheard worker={} tasks={}", worker.id(), ids.size(), e);
            }
        });
    }
}
