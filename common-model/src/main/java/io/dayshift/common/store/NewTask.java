package io.dayshift.common.store;

import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way into the store.
 *
 * @param fingerprint the same for two descriptions that ask for the same; without spaces
 * @param awaited whether somebody waits for its end already
 */
public record NewTask(TaskId id, TaskSpec spec, String fingerprint, boolean awaited) {

    /** The ARGV of submit.lua for one task; what is as by default is left out. */
    void addTo(List<String> arguments) {
        var payload = spec.payload();
        arguments.add(id.compact());
        arguments.add(spec.lane().encoded());
        arguments.add(payload == null ? "" : payload.text());
        var further = further();
        arguments.add(Integer.toString(further.size()));
        arguments.addAll(further);
    }

    private List<String> further() {
        var values = new ArrayList<String>();
        if (spec.key() != null) {
            add(values, "key", spec.key());
            add(values, "fingerprint", fingerprint);
        }
        addUnless(null, spec.delay(), "delay", values);
        if (spec.runAt() != null) {
            add(values, "runAt", Long.toString(spec.runAt().toEpochMilli()));
        }
        addUnless(null, spec.expiresIn(), "expiresIn", values);
        if (!spec.labels().isEmpty()) {
            add(values, "labels", labels());
        }
        addUnless(TaskSpec.DEFAULT_TIMEOUT, spec.timeout(), "timeout", values);
        addUnless(TaskSpec.DEFAULT_RETENTION, spec.retention(), "retention", values);
        addRetry(values, spec.retry(), RetryPolicy.DEFAULT);
        if (awaited) {
            add(values, "awaited", "1");
        }
        return values;
    }

    private String labels() {
        return spec.labels().entrySet().stream()
                .map(label -> label.getKey() + '=' + label.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static void addRetry(List<String> values, RetryPolicy retry, RetryPolicy usual) {
        if (retry.maxAttempts() != usual.maxAttempts()) {
            add(values, "maxAttempts", Integer.toString(retry.maxAttempts()));
        }
        addUnless(usual.backoff(), retry.backoff(), "backoff", values);
        if (retry.multiplier() != usual.multiplier()) {
            add(values, "multiplier", Double.toString(retry.multiplier()));
        }
        addUnless(usual.maxBackoff(), retry.maxBackoff(), "maxBackoff", values);
    }

    private static void addUnless(
            @Nullable Duration usual, @Nullable Duration value, String name, List<String> values) {
        if (value != null && !value.equals(usual)) {
            add(values, name, Long.toString(value.toMillis()));
        }
    }

    private static void add(List<String> values, String name, String value) {
        values.add(name);
        values.add(value);
    }
}
