package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Worker;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the manager decides by, at one moment.
 *
 * @param pending number of pending tasks by lane; lanes without any are left out
 */
public record Survey(List<Worker> crew, Map<Lane, Long> pending) {

    public Optional<Worker> worker(String id) {
        return crew.stream().filter(worker -> worker.id().equals(id)).findFirst();
    }
}
