package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.WorkerSession;
import java.util.List;
import java.util.Map;

/**
 * A worker that has room for tasks which are being submitted.
 *
 * @param bound how long its queue may become, at most 5 000
 * @param most how many tasks it takes of each lane
 */
public record Opening(WorkerSession worker, int bound, Map<Lane, Integer> most) {

    /** The ARGV of submit.lua for one worker. */
    void addTo(List<String> arguments) {
        arguments.add(worker.workerId());
        arguments.add(worker.session());
        arguments.add(Integer.toString(bound));
        arguments.add(Integer.toString(most.size()));
        most.forEach((lane, tasks) -> {
            arguments.add(lane.encoded());
            arguments.add(Integer.toString(tasks));
        });
    }
}
