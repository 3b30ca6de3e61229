package io.dayshift.worker.assign;

import io.dayshift.common.message.AssignResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Why the bell was not heeded: a problem (RFC 9457) that says at the same time what an {@link AssignResponse} says. */
record AssignRefusal(String type, String title, int status, String detail, boolean workIsGiven, long queued) {

    private static final Duration REST = Duration.ofSeconds(1);

    static ResponseEntity<Object> draining(long queued) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, "draining", "The worker takes no new tasks.", queued);
    }

    static ResponseEntity<Object> otherSession(long queued) {
        return answer(HttpStatus.CONFLICT, "stale-session", "The worker does not hold that session.", queued);
    }

    private static ResponseEntity<Object> answer(HttpStatus status, String slug, String detail, long queued) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(REST.toSeconds()));
        }
        return answer.body(new AssignRefusal(
                "urn:dayshift:problem:" + slug, status.getReasonPhrase(), status.value(), detail, false, queued));
    }
}
