package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.WorkerSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A worker of a {@link Model}, by what it knows of itself. A killed one lives on as a zombie, which never hears that it is
 * dead.
 */
final class Player {

    final WorkerSession session;
    final Map<TaskId, Integer> hands = new LinkedHashMap<>();

    Player(String id) {
        this.session = new WorkerSession(id, UUID.randomUUID().toString());
    }

    /** Some of the tasks in its hands, with their attempts. */
    List<Map.Entry<TaskId, Integer>> some(Random random) {
        var some = new ArrayList<>(hands.entrySet());
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(some.size(), 1 + random.nextInt(20)));
    }

    Opening opening(Random random) {
        return new Opening(session, 1 + random.nextInt(60), Map.of(Given.LANE, 1 + random.nextInt(30)));
    }
}
