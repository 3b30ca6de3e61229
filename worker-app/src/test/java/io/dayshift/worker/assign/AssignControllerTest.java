package io.dayshift.worker.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import io.dayshift.common.web.WebConfiguration;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.WithoutSecurity;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@WebMvcTest(AssignController.class)
@Import(WebConfiguration.class)
@WithoutSecurity
class AssignControllerTest {

    private static final String BELL =
            "{\"session\":\"abcdefgh1234\",\"taskIds\":[\"019ac3f0-0000-7000-8000-000000000000\"]}";

    @Autowired
    private MockMvcTester http;

    @MockitoBean
    private Lease lease;

    @MockitoBean
    private RunLoop runLoop;

    @BeforeEach
    void holds_a_session() {
        given(lease.session()).willReturn(Optional.of(new WorkerSession("w-1", "abcdefgh1234")));
    }

    private MockMvcRequestBuilder assign(String body) {
        return http.post().uri("/assign").contentType("application/json").content(body);
    }

    private void refuses(MockMvcRequestBuilder request, int status) {
        assertThat(request).hasStatus(status).hasContentType("application/problem+json");
        then(runLoop).should(never()).bell();
    }

    @Test
    void hears_the_bell() {
        assertThat(assign(BELL)).hasStatusOk().bodyJson().isLenientlyEqualTo("{\"workIsGiven\":true,\"queued\":1}");
        then(runLoop).should().bell();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "{",
                "{}",
                "{\"session\":5,\"taskIds\":[]}",
                "{\"session\":\"abcdefgh1234\"}",
                "{\"taskIds\":[]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":\"x\"}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":{}}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[5]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[null]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[\"x\"]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[],\"x\":1}",
                "{\"session\":\"a\",\"session\":\"abcdefgh1234\",\"taskIds\":[]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[]}{}",
            })
    void refuses_what_is_no_bell(String body) {
        refuses(assign(body), 400);
    }

    @Test
    void refuses_the_bell_of_another_session() {
        var answer = assign(BELL.replace("1234", "5678"));

        refuses(answer, 409);
        assertThat(answer).bodyJson().extractingPath("$.workIsGiven").isEqualTo(false);
    }

    @Test
    void refuses_the_bell_while_it_drains() {
        given(lease.isDraining()).willReturn(true);

        refuses(assign(BELL), 503);
        assertThat(assign(BELL))
                .hasHeader("Retry-After", "1")
                .bodyJson()
                .extractingPath("$.workIsGiven")
                .isEqualTo(false);
    }

    @Test
    void refuses_other_media_types() {
        refuses(http.post().uri("/assign").contentType("text/plain").content(BELL), 415);
        refuses(assign(BELL).header("Accept", "image/png"), 406);
        refuses(http.get().uri("/assign"), 405);
    }
}
