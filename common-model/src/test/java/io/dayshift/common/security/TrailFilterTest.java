package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

@ExtendWith(OutputCaptureExtension.class)
class TrailFilterTest {

    private final TrailFilter filter = new TrailFilter(new Denials(new KnownRoutes(List.of()), _ -> {}));

    @BeforeEach
    void writes_what_tests_usually_do_not_show() {
        LoggingSystem.get(TrailFilterTest.class.getClassLoader()).setLogLevel(TrailFilter.LOGGER, LogLevel.INFO);
    }

    private static MockHttpServletRequest request(String method, String route, String id) {
        var request = new MockHttpServletRequest(method, "/");
        request.setRemoteAddr("10.0.0.7");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route);
        request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("id", id));
        return request;
    }

    private static FilterChain answering(int status) {
        return (_, response) -> ((HttpServletResponse) response).setStatus(status);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/tasks/{id}/cancel, 202, true",
        "PUT, /v1/schedules/{name}, 200, true",
        "DELETE, /v1/schedules/{name}, 204, true",
        "POST, /v1/tasks/{id}/cancel, 409, false",
        "POST, /v1/tasks/{id}/cancel, 503, true",
        "POST, /v1/workers/{id}/shutdown, 503, true",
        "POST, /register, 200, true",
        "POST, /register, 503, false",
        "GET, /v1/tasks/{id}, 200, false",
        "HEAD, /v1/tasks/{id}, 200, false",
        "OPTIONS, /v1/tasks/{id}, 200, false",
        "POST, /v1/tasks, 202, false",
        "POST, /v1/tasks/batch, 202, false",
        "POST, /assign, 200, false",
    })
    void tells_of_what_has_changed_something(
            String method, String route, int status, boolean told, CapturedOutput output) throws Exception {
        filter.doFilter(request(method, route, "a"), new MockHttpServletResponse(), answering(status));

        assertThat(output.getOut().contains("event=operated")).isEqualTo(told);
    }

    @Test
    void lets_nobody_write_lines_of_his_own(CapturedOutput output) throws Exception {
        filter.doFilter(
                request("POST", "/actuator/loggers/{name}", "a b\r\nevent=forged"),
                new MockHttpServletResponse(),
                answering(204));

        assertThat(output)
                .contains("event=operated by=address:10.0.0.7 method=POST route=/actuator/loggers/{name}"
                        + " id=a%20b%0D%0Aevent%3Dforged status=204");
    }

    @Test
    void tells_of_who_has_hung_up_before_he_was_answered(CapturedOutput output) {
        FilterChain chain = (_, response) -> {
            ((HttpServletResponse) response).setStatus(202);
            throw new IOException("nobody listens");
        };

        assertThatThrownBy(() -> filter.doFilter(
                        request("POST", "/v1/tasks/{id}/cancel", "a"), new MockHttpServletResponse(), chain))
                .hasMessage("nobody listens");

        assertThat(output).contains("event=operated by=address:10.0.0.7", "id=a status=202");
    }
}
