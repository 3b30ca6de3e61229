package io.dayshift.worker.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownRequest.Mode;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.web.WebConfiguration;
import io.dayshift.worker.WithoutSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@WebMvcTest(ShutdownController.class)
@Import(WebConfiguration.class)
@WithoutSecurity
class ShutdownControllerTest {

    @Autowired
    private MockMvcTester http;

    @MockitoBean
    private Departure departure;

    private MockMvcRequestBuilder shutdown(String body) {
        return http.post().uri("/shutdown").contentType("application/json").content(body);
    }

    private void refuses(MockMvcRequestBuilder request, int status) {
        assertThat(request).hasStatus(status).hasContentType("application/problem+json");
        then(departure).should(never()).begin(any());
    }

    private void leaves() {
        given(departure.begin(any())).willReturn(new ShutdownResponse("w-1", "DRAINING", 0, 0));
    }

    @Test
    void drains_and_cleans_up_when_nothing_is_said() {
        leaves();

        assertThat(http.post().uri("/shutdown")).hasStatus(202);
        assertThat(shutdown("{}")).hasStatus(202);

        then(departure).should(times(2)).begin(new ShutdownRequest(Mode.DRAIN, true));
    }

    @Test
    void leaves_as_it_is_told() {
        leaves();

        assertThat(shutdown("{\"mode\":\"NOW\",\"cleanUp\":false}")).hasStatus(202);

        then(departure).should().begin(new ShutdownRequest(Mode.NOW, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " null",
                "[]",
                "5",
                "\"\"",
                "{",
                "{}x",
                "{\"mode\":\"drain\"}",
                "{\"mode\":\"LATER\"}",
                "{\"mode\":\"\"}",
                "{\"mode\":\"1\"}",
                "{\"mode\":1}",
                "{\"mode\":[]}",
                "{\"cleanUp\":\"true\"}",
                "{\"cleanUp\":\"\"}",
                "{\"cleanUp\":1}",
                "{\"x\":1}",
                "{\"mode\":\"NOW\",\"mode\":\"DRAIN\"}",
            })
    void stays_when_it_cannot_read_how_to_leave(String body) {
        refuses(shutdown(body), 400);
    }

    @Test
    void refuses_other_media_types() {
        refuses(http.post().uri("/shutdown").contentType("text/plain").content("{}"), 415);
        refuses(
                http.post()
                        .uri("/shutdown")
                        .contentType("application/x-www-form-urlencoded")
                        .content("mode=NOW"),
                415);
        refuses(http.post().uri("/shutdown").header("Accept", "image/png"), 406);
        refuses(http.get().uri("/shutdown"), 405);
    }
}
