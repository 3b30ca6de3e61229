package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import java.util.List;
import java.util.stream.Stream;

/** Sends the same task in its plain form and in another that means the same, and looks at which way each has gone. */
record TwoWays(int port, LongWay longWay) {

    /** Means the same as no such header, but is not the plain form. */
    static final String ROUNDABOUT = "Accept: application/json, */*";

    Answer post(String body, String... headers) {
        return new Wire(port).post("/v1/tasks", body, headers);
    }

    /** The answer to the plain form, which has not come to Spring MVC. */
    Answer shortly(String body, String... headers) {
        var before = longWay.requests();
        var answer = post(body, headers);
        assertThat(longWay.requests()).as("requests to Spring MVC").isEqualTo(before);
        return answer;
    }

    /** The answer to the other form, which has come to Spring MVC. */
    Answer roundabout(String body, String... headers) {
        var before = longWay.requests();
        var answer = post(body, with(ROUNDABOUT, headers));
        assertThat(longWay.requests()).as("requests to Spring MVC").isEqualTo(before + 1);
        return answer;
    }

    /** Checks that both forms are let in, each by its way, and answered alike. */
    void assertTakenAlike(String body, String... headers) {
        var plain = shortly(body, headers);
        assertThat(plain.status()).isEqualTo(202);
        assertAlike(plain, roundabout(body, headers));
    }

    /** Checks that neither form is let in, and that both are answered alike. */
    void assertRefusedAlike(int status, String body, String... headers) {
        var plain = shortly(body, headers);
        assertThat(plain.status()).isEqualTo(status);
        assertAlike(plain, shortly(body, with(ROUNDABOUT, headers)));
    }

    static void assertAlike(Answer one, Answer other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(headers(one)).isEqualTo(headers(other));
        assertThat(alike(one.body())).isEqualTo(alike(other.body()));
    }

    private static String[] with(String header, String... headers) {
        return Stream.concat(Stream.of(headers), Stream.of(header)).toArray(String[]::new);
    }

    private static List<String> headers(Answer answer) {
        return alike(answer.head())
                .lines()
                .filter(line -> !line.startsWith("Date:"))
                .sorted()
                .toList();
    }

    /** What may differ is the id and the time. */
    static String alike(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }
}
