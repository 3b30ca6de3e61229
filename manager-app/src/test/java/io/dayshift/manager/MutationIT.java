package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Valid requests of every kind, spoiled at random: whatever comes of it, it is a refusal in the one form, or a success. */
class MutationIT extends OverTheWire {

    private static final Logger log = LoggerFactory.getLogger(MutationIT.class);

    private static final int REQUESTS = 1000;
    private static final long USUAL_SEED = 20_261_124;

    /** Statuses of the server for what no service here could do, of what the caller did. */
    private static final Set<Integer> UNKNOWN_TO_THE_SERVER = Set.of(501, 505);

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    /** Its times are long in any unit, so that nothing becomes due while the test runs. */
    private static final String TASK_IN_FULL =
            "{\"type\":\"nobody\",\"payload\":{\"a\":[1.10,\"x\"]},\"queue\":\"default\","
                    + "\"priority\":5,\"runAt\":\"2027-01-01T00:00:00Z\",\"timeout\":\"PT5M\",\"expiresIn\":\"PT7000H\","
                    + "\"retry\":{\"maxAttempts\":3,\"backoff\":\"PT1S\",\"multiplier\":2.0,\"maxBackoff\":\"PT5M\"},"
                    + "\"requires\":{\"zone\":\"a\"},\"labels\":{\"customer\":\"acme\"},\"retention\":\"PT24H\"}";

    private static final String REGISTRATION =
            "{\"workerId\":\"wire-m\",\"address\":\"http://127.0.0.1:1\",\"capacity\":4,"
                    + "\"types\":[\"echo\"],\"labels\":{\"zone\":\"a\"},\"session\":\"abcdefgh1234\"}";

    @AfterEach
    void forgets_what_was_accepted() {
        emptyStore();
    }

    /** Requests that are all accepted as they are, but for the result, which is not there yet. */
    private List<Draft> valid() {
        emptyStore();
        var task = post(TASK).header("Location");
        return List.of(
                Draft.get("/v1/tasks?limit=5&state=PENDING&type=nobody&label=customer:acme"),
                Draft.get(task),
                Draft.get(task + "/why"),
                Draft.get("/v1/workers?limit=3"),
                Draft.post("/v1/tasks", TASK_IN_FULL),
                Draft.post("/v1/tasks", TASK_IN_FULL).withHeader("Idempotency-Key: mutated"),
                Draft.post("/v1/tasks/batch", "[" + TASK + "," + TASK_IN_FULL + "]"),
                Draft.post("/v1/tasks/batch", TASK + "\n" + TASK_IN_FULL)
                        .withHeaders(List.of(
                                "Host: localhost",
                                "Connection: close",
                                tokenFor(" /v1"),
                                "Content-Type: application/x-ndjson")),
                Draft.post("/register", REGISTRATION),
                Draft.post(task + "/cancel", ""),
                Draft.post(task + "/retry", ""),
                Draft.get(task + "/result"));
    }

    @Test
    void begins_with_what_is_accepted() {
        assertThat(valid())
                .extracting(draft -> wire().sendAll(draft.bytes()).status())
                .containsExactly(200, 200, 200, 200, 202, 202, 202, 202, 200, 202, 202, 409);
    }

    static LongStream seeds() {
        return LongStream.of(USUAL_SEED, new SecureRandom().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refuses_in_one_form_and_stores_only_what_it_accepts(long seed) {
        // At a level that tests show.
        log.warn("event=spoil seed={} requests={}", seed, REQUESTS);
        var mutator = new Mutator(seed);
        var drafts = valid();
        looks_at_the_store();
        var refused = 0;
        for (var i = 0; i < REQUESTS; i++) {
            var request = mutator.spoil(drafts.get(i % drafts.size()));
            var answer = wire().sendAll(request);
            if (answered("seed %d, request %d".formatted(seed, i), request, answer)) {
                drafts = valid();
                looks_at_the_store();
            }
            refused += answer.status() >= 400 ? 1 : 0;
        }
        assertThat(refused).isBetween(REQUESTS / 3, REQUESTS * 9 / 10);
    }

    /** Checks one answer; returns whether it may have changed the store. */
    private boolean answered(String which, byte[] request, Answer answer) {
        var sent = new String(request, StandardCharsets.ISO_8859_1);
        var all = answer.head() + answer.body();
        var what = which + ":\n" + sent + "\n---\n" + all;
        var statuses =
                STATUS_LINE.matcher(all).results().map(MutationIT::status).toList();
        assertThat(statuses).as(what).allMatch(status -> status < 500 || UNKNOWN_TO_THE_SERVER.contains(status));
        assertThat(all.toLowerCase(Locale.ROOT)).as(what).doesNotContain("<html", "<!doctype", "java.");
        assertThat(answer.closed()).as(what).isTrue();
        if (answer.status() >= 400 && !sent.startsWith("HEAD ")) {
            assertThatCode(() -> Refusal.of(firstOf(answer))).as(what).doesNotThrowAnyException();
        }
        var accepted = !sent.startsWith("GET ") && statuses.stream().anyMatch(status -> status < 300);
        if (!accepted) {
            nothingHasChanged(what);
        }
        return accepted;
    }

    private static int status(MatchResult line) {
        return Integer.parseInt(line.group(1));
    }

    /** What a request is shortened by may be taken for a second one, which has an answer of its own. */
    private static Answer firstOf(Answer answer) {
        return new Answer(answer.status(), answer.head(), STATUS_LINE.split(answer.body())[0], answer.closed());
    }
}
