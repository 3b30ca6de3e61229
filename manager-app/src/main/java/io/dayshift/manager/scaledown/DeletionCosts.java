package io.dayshift.manager.scaledown;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.Worker;
import io.dayshift.manager.client.PodClient;
import io.dayshift.manager.system.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Writes on the pods of workers, on the leading manager, what it would cost to remove them: Kubernetes then removes idle ones
 * first. A hint and nothing more: whatever goes wrong here, tasks are handed out as ever.
 */
@Slf4j
@Component
@ConditionalOnProperty("dayshift.kubernetes.deletion-cost")
final class DeletionCosts implements AutoCloseable {

    static final String ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /** Pause between two words about one pod: each costs the API server a write, and those who watch pods a look. */
    private static final Duration SAME_POD = Duration.ofSeconds(10);

    /** Most calls of one pass, ten a second. A new leader, which knows of none, gets through the pods in turn. */
    private static final int MOST_AT_ONCE = 50;

    /** What pods can be called; nothing else is put into the path of a call. */
    private static final Pattern POD = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private final WorkerStore workers;
    private final PodClient pods;
    private final Leadership leadership;
    private final InstantSource clock;
    private final Map<String, Told> told = new HashMap<>();
    private final Loop loop;
    private boolean failing;

    DeletionCosts(WorkerStore workers, PodClient pods, Leadership leadership, InstantSource clock) {
        this.workers = workers;
        this.pods = pods;
        this.leadership = leadership;
        this.clock = clock;
        this.loop = new Loop("deletion-costs", this::pass).start();
    }

    /** What a pod was last told, and when. */
    private record Told(long cost, Instant at) {

        static final Told NOTHING = new Told(-1, Instant.MIN);
    }

    /** Tells the pods whose costs have changed, those first that have waited longest. */
    synchronized Duration pass() {
        if (!leadership.isLeading()) {
            told.clear();
            return LOOK_EVERY;
        }
        var costs = costs();
        told.keySet().retainAll(costs.keySet());
        try {
            for (var pod : due(costs)) {
                tell(pod.getKey(), pod.getValue());
            }
            return LOOK_EVERY;
        } catch (RestClientException e) {
            report(e);
            return AFTER_FAILURE;
        }
    }

    private Map<String, Long> costs() {
        return workers.survey().crew().stream()
                .filter(worker -> worker.session().isPresent())
                .filter(worker -> POD.matcher(worker.id()).matches())
                .collect(Collectors.toMap(Worker::id, DeletionCosts::cost));
    }

    /** Tasks that it holds, rounded down to a power of two: who is about as busy as before is not told of again. */
    private static long cost(Worker worker) {
        return Long.highestOneBit(worker.queued() + worker.running());
    }

    private List<Map.Entry<String, Long>> due(Map<String, Long> costs) {
        var late = clock.instant().minus(SAME_POD);
        return costs.entrySet().stream()
                .filter(pod -> last(pod.getKey()).cost() != pod.getValue())
                .filter(pod -> !last(pod.getKey()).at().isAfter(late))
                .sorted(Comparator.comparing(pod -> last(pod.getKey()).at()))
                .limit(MOST_AT_ONCE)
                .toList();
    }

    private Told last(String pod) {
        return told.getOrDefault(pod, Told.NOTHING);
    }

    /** A worker without such a pod runs elsewhere, or its pod has just gone; it is not asked for again for every look. */
    private void tell(String pod, long cost) {
        var there = pods.annotate(pod, ANNOTATION, Long.toString(cost));
        log.debug("event=deletion-cost worker={} cost={} pod={}", pod, cost, there ? "told" : "none");
        told.put(pod, new Told(cost, clock.instant()));
        if (failing) {
            log.info("event=recovered loop=deletion-costs");
            failing = false;
        }
    }

    private void report(RestClientException e) {
        if (failing) {
            log.debug("event=deletion-costs-unknown", e);
            return;
        }
        failing = true;
        log.warn(
                "event=deletion-costs-unknown cause=\"{}\"; Kubernetes removes workers in any order until this succeeds. {}",
                e.getMessage(),
                advice(e));
    }

    private static String advice(RestClientException e) {
        return switch (e) {
            case RestClientResponseException refusal
            when refusal.getStatusCode().value() == 403 ->
                "Let the managers' service account patch pods of the namespace: by a Role with the verb patch, and its"
                        + " RoleBinding.";
            case RestClientResponseException refusal
            when refusal.getStatusCode().value() == 401 ->
                "Give managers the token of a service account: dayshift.kubernetes.token-file.";
            default ->
                "Look at dayshift.kubernetes.api-server and .ssl-bundle, and whether a network policy closes the way.";
        };
    }

    @Override
    public void close() {
        loop.close();
    }
}
