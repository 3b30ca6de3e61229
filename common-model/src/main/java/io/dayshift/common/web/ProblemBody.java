package io.dayshift.common.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A problem as it is sent (RFC 9457).
 *
 * @param taskId of the task whose outcome is not known; null for every other problem
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        List<Problem.Fault> errors,
        @Nullable String taskId) {

    private static final String URN = "urn:dayshift:problem:";

    static ResponseEntity<Object> answer(Problem problem) {
        return answer(problem, null);
    }

    static ResponseEntity<Object> answer(Problem problem, @Nullable String taskId) {
        var headers = new HttpHeaders();
        var rest = problem.retryAfter();
        if (rest != null) {
            headers.add(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, rest.toSeconds())));
        }
        var status = problem.status();
        var body = new ProblemBody(
                URN + problem.slug(),
                status.getReasonPhrase(),
                status.value(),
                problem.getMessage(),
                problem.faults(),
                taskId);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** What there is to say of a status when nothing more is known. */
    static ProblemBody of(HttpStatusCode status) {
        var known = Statuses.of(status.value());
        return new ProblemBody(URN + known.slug(), known.title(), status.value(), known.detail(), List.of(), null);
    }
}
