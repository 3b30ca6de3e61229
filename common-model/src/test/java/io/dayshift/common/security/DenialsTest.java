package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

@ExtendWith(OutputCaptureExtension.class)
class DenialsTest {

    private static final Pattern LINE = Pattern.compile("event=denied.*");

    private final List<Runnable> minutes = new ArrayList<>();
    private final Denials denials = new Denials(
            new KnownRoutes(List.of(
                    AccessRule.onAll(List.of("/v1/tasks/{id}", "/v1/workers/{id}"), Role.OPERATE),
                    AccessRule.onAll(List.of("/v1/workers/shutdown", "/actuator/**"), Role.OPERATE))),
            minutes::add);

    @AfterEach
    void forgets_who_called() {
        SecurityContextHolder.clearContext();
    }

    private static void isCalledBy(String name) {
        SecurityContextHolder.setContext(new SecurityContextImpl(Identity.of(name, List.of(Role.READ))));
    }

    private void deny(int status, String method, String path, String address) {
        var request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(address);
        denials.note(request, status);
    }

    private void endsTheMinute() {
        minutes.removeFirst().run();
    }

    private static List<String> lines(CapturedOutput output) {
        return LINE.matcher(output).results().map(line -> line.group().strip()).toList();
    }

    @Test
    void tell_of_a_caller_by_the_name_that_his_token_has(CapturedOutput output) {
        isCalledBy("token 1a2b3c4d");

        deny(403, "POST", "/v1/tasks/x", "10.0.0.7");

        assertThat(lines(output))
                .containsExactly("event=denied status=403 method=POST route=/v1/tasks/{id}"
                        + " caller=token:1a2b3c4d address=10.0.0.7");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/workers/w-1, GET, /v1/workers/{id}",
        "GET, /v1/workers/shutdown, GET, /v1/workers/shutdown",
        "GET, /actuator/loggers/a, GET, /actuator/**",
        "GET, /secret-0123456789, GET, none",
        "SECRET, /v1/tasks/secret, other, /v1/tasks/{id}",
        "TRACE, /, TRACE, none",
    })
    void tell_of_a_request_in_words_of_the_service(
            String method, String path, String toldMethod, String toldRoute, CapturedOutput output) {
        deny(401, method, path, "10.0.0.7");

        assertThat(lines(output))
                .containsExactly("event=denied status=401 method=%s route=%s caller=nobody address=10.0.0.7"
                        .formatted(toldMethod, toldRoute));
    }

    /** Behind a proxy that is believed, an address is what somebody has written. */
    @Test
    void let_nobody_write_lines_of_his_own(CapturedOutput output) {
        isCalledBy("token a\nevent=operated by=token:b");

        deny(403, "GET", "/v1/tasks/x", "10.0.0.7 status=200\r\nevent=forged");

        assertThat(lines(output))
                .singleElement()
                .asString()
                .endsWith(" caller=token:a%0Aevent%3Doperated%20by%3Dtoken:b"
                        + " address=10.0.0.7%20status%3D200%0D%0Aevent%3Dforged");
    }

    @Test
    void tell_of_each_caller_route_and_status_once_a_minute_and_then_how_often_it_was(CapturedOutput output) {
        deny(401, "GET", "/v1/tasks/x", "10.0.0.7");
        deny(401, "GET", "/v1/workers/x", "10.0.0.7");
        deny(401, "GET", "/v1/workers/y", "10.0.0.7");
        deny(401, "GET", "/v1/workers/z", "10.0.0.7");
        deny(403, "GET", "/v1/tasks/x", "10.0.0.7");
        deny(401, "GET", "/v1/tasks/x", "10.0.0.8");
        endsTheMinute();

        assertThat(lines(output))
                .containsExactly(
                        "event=denied status=401 method=GET route=/v1/tasks/{id} caller=nobody address=10.0.0.7",
                        "event=denied status=401 method=GET route=/v1/workers/{id} caller=nobody address=10.0.0.7",
                        "event=denied status=403 method=GET route=/v1/tasks/{id} caller=nobody address=10.0.0.7",
                        "event=denied status=401 method=GET route=/v1/tasks/{id} caller=nobody address=10.0.0.8",
                        "event=denied-again status=401 method=GET route=/v1/workers/{id} caller=nobody"
                                + " address=10.0.0.7 times=2");

        deny(401, "GET", "/v1/tasks/x", "10.0.0.7");
        endsTheMinute();

        assertThat(lines(output)).hasSize(6);
        assertThat(minutes).isEmpty();
    }

    @Test
    void are_so_many_lines_at_most_from_however_many_addresses(CapturedOutput output) {
        for (var i = 0; i < 10_000; i++) {
            deny(401, "GET", "/v1/tasks/x", "10.0.%d.%d".formatted(i / 256, i % 256));
        }
        endsTheMinute();

        assertThat(lines(output))
                .hasSize(Denials.MOST + 1)
                .last()
                .isEqualTo("event=denied-again status=401 caller=others times=" + (10_000 - Denials.MOST));
    }

    @Test
    void tell_once_of_somebody_known_from_however_many_addresses(CapturedOutput output) {
        isCalledBy("token 1a2b3c4d");
        for (var i = 0; i < 100; i++) {
            deny(403, "POST", "/v1/tasks/x", "10.0.0." + i);
        }
        endsTheMinute();

        assertThat(lines(output))
                .containsExactly(
                        "event=denied status=403 method=POST route=/v1/tasks/{id} caller=token:1a2b3c4d address=10.0.0.0",
                        "event=denied-again status=403 method=POST route=/v1/tasks/{id} caller=token:1a2b3c4d times=99");
    }

    @Test
    void tell_of_somebody_known_however_many_strangers_there_are(CapturedOutput output) {
        for (var i = 0; i < Denials.MOST + 1; i++) {
            deny(403, "POST", "/v1/tasks/x", "10.0.%d.%d".formatted(i / 256, i % 256));
        }
        isCalledBy("token 1a2b3c4d");

        deny(403, "POST", "/v1/tasks/x", "10.0.0.7");

        assertThat(lines(output)).last().asString().contains("caller=token:1a2b3c4d");
    }

    @Test
    void leave_nothing_untold_when_the_service_ends(CapturedOutput output) {
        deny(401, "GET", "/v1/tasks/x", "10.0.0.7");
        deny(401, "GET", "/v1/tasks/x", "10.0.0.7");

        denials.close();
        endsTheMinute();

        assertThat(lines(output))
                .last()
                .asString()
                .startsWith("event=denied-again")
                .endsWith("times=1");
        assertThat(lines(output)).hasSize(2);
    }
}
