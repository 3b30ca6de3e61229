package io.dayshift.manager.submit;

import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The one form of idempotency keys, and how one from the header meets one from the body. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    static final String RULE = "must be 1 to 255 printable ASCII characters";

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private IdempotencyKey() {}

    static boolean isKey(String text) {
        return FORM.matcher(text).matches();
    }

    /** The task under the key that its request's header gave, if it gave any. */
    static TaskSpec merge(TaskSpec spec, HttpServletRequest request) {
        var given = Collections.list(request.getHeaders(HEADER));
        return given.isEmpty() ? spec : merge(spec, given.size() == 1 ? given.getFirst() : "");
    }

    /** Refuses a header that would be taken for a promise about the whole batch. */
    static void refuse(HttpServletRequest request) {
        if (request.getHeader(HEADER) != null) {
            throw Problem.unreadable(
                    "The header Idempotency-Key is not for batches; give each task a key of its own.",
                    List.of(new Problem.Fault(HEADER, "is not for batches")));
        }
    }

    private static TaskSpec merge(TaskSpec spec, String header) {
        if (!isKey(header)) {
            throw Problem.unreadable(
                    "The header Idempotency-Key " + RULE + " and be given once.",
                    List.of(new Problem.Fault(HEADER, RULE)));
        }
        if (spec.key() != null && !spec.key().equals(header)) {
            throw Problem.unreadable(
                    "The header Idempotency-Key and the field key differ; give one of them, or the same in both.",
                    List.of(new Problem.Fault("key", "differs from the header Idempotency-Key")));
        }
        return new TaskSpec(
                spec.lane(),
                spec.payload(),
                header,
                spec.delay(),
                spec.runAt(),
                spec.timeout(),
                spec.expiresIn(),
                spec.retry(),
                spec.labels(),
                spec.retention());
    }
}
