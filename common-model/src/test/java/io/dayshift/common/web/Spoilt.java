package io.dayshift.common.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dayshift.common.web.Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was answered to a request that had been spoiled at random.
 *
 * @param what for the report, should anything be wrong with it
 * @param isSafe whether it asked for nothing to be changed
 * @param statuses of all answers: what a request is shortened by may be taken for another one
 */
public record Spoilt(String what, boolean isSafe, List<Integer> statuses) {

    /** Statuses of the server for what no service here could do, of what the caller did. */
    private static final Set<Integer> UNKNOWN_TO_THE_SERVER = Set.of(501, 505);

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    /** Checks that it is a success, or a refusal in the one form. */
    public static Spoilt check(String which, byte[] request, Answer answer) {
        var sent = new String(request, StandardCharsets.ISO_8859_1);
        var all = answer.head() + answer.body();
        var what = which + ":\n" + sent + "\n---\n" + all;
        var method = sent.split(" ", 2)[0];
        var statuses = STATUS_LINE
                .matcher(all)
                .results()
                .map(line -> Integer.parseInt(line.group(1)))
                .toList();
        assertThat(statuses).as(what).allMatch(status -> status < 500 || UNKNOWN_TO_THE_SERVER.contains(status));
        assertThat(all.toLowerCase(Locale.ROOT)).as(what).doesNotContain("<html", "<!doctype", "java.");
        assertThat(answer.closed()).as(what).isTrue();
        if (answer.status() >= 400 && !method.equals("HEAD")) {
            assertThatCode(() -> Refusal.of(firstOf(answer))).as(what).doesNotThrowAnyException();
        }
        return new Spoilt(what, SAFE.contains(method), statuses);
    }

    /** Whether it may have changed anything. */
    public boolean isAccepted() {
        return !isSafe && statuses.stream().anyMatch(status -> status < 300);
    }

    public boolean isRefused() {
        return !statuses.isEmpty() && statuses.getFirst() >= 400;
    }

    private static Answer firstOf(Answer answer) {
        return new Answer(answer.status(), answer.head(), STATUS_LINE.split(answer.body())[0], answer.closed());
    }
}
