package io.dayshift.common.store;

import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way into the store.
 *
 * @param fingerprint the same for two descriptions that ask for the same; without spaces
 * @param awaited whether somebody waits for its end already
 */
public record NewTask(TaskId id, TaskSpec spec, String fingerprint, boolean awaited) {

    /** The ARGV of submit.lua for one task; what is as by default is left out of the record. */
    void addTo(List<String> arguments) {
        arguments.add(id.value());
        arguments.add(spec.lane().encoded());
        arguments.add(spec.key() == null ? "" : spec.key());
        arguments.add(fingerprint);
        arguments.add(millis(spec.delay()));
        arguments.add(spec.runAt() == null ? "" : Long.toString(spec.runAt().toEpochMilli()));
        arguments.add(millis(spec.expiresIn()));
        arguments.add(spec.labels().entrySet().stream().map(NewTask::label).collect(Collectors.joining("\n")));
        var further = further();
        arguments.add(Integer.toString(further.size()));
        arguments.addAll(further);
    }

    private static String label(Map.Entry<String, String> label) {
        return label.getKey() + '=' + label.getValue();
    }

    private List<String> further() {
        var fields = new ArrayList<String>();
        var payload = spec.payload();
        if (payload != null) {
            add(fields, "payload", payload.text());
        }
        addUnless(TaskSpec.DEFAULT_TIMEOUT, spec.timeout(), "timeout", fields);
        addUnless(TaskSpec.DEFAULT_RETENTION, spec.retention(), "retention", fields);
        addRetry(fields, spec.retry(), RetryPolicy.DEFAULT);
        if (awaited) {
            add(fields, "awaited", "1");
        }
        return fields;
    }

    private static void addRetry(List<String> fields, RetryPolicy retry, RetryPolicy usual) {
        if (retry.maxAttempts() != usual.maxAttempts()) {
            add(fields, "maxAttempts", Integer.toString(retry.maxAttempts()));
        }
        addUnless(usual.backoff(), retry.backoff(), "backoff", fields);
        if (retry.multiplier() != usual.multiplier()) {
            add(fields, "multiplier", Double.toString(retry.multiplier()));
        }
        addUnless(usual.maxBackoff(), retry.maxBackoff(), "maxBackoff", fields);
    }

    private static void addUnless(Duration usual, Duration value, String name, List<String> fields) {
        if (!value.equals(usual)) {
            add(fields, name, millis(value));
        }
    }

    private static void add(List<String> fields, String name, String value) {
        fields.add(name);
        fields.add(value);
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "" : Long.toString(duration.toMillis());
    }
}
