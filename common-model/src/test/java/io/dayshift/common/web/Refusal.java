package io.dayshift.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.web.Wire.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one form in which anything is refused, whoever notices it: Tomcat, Spring or the application. */
public final class Refusal {

    private Refusal() {}

    /** Checks that an answer is a problem, and that the connection was closed behind it; returns its body. */
    public static JsonNode of(Answer answer) {
        assertThat(answer.header("Content-Type")).as(answer.body()).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("<");
        var body = JsonMapper.shared().readTree(answer.body());
        assertThat(body.path("type").asString()).startsWith("urn:dayshift:problem:");
        assertThat(body.path("title").asString()).isNotBlank();
        assertThat(body.path("detail").asString()).isNotBlank();
        assertThat(body.path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.closed()).isTrue();
        return body;
    }
}
