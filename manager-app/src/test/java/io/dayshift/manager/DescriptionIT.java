package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The API describes itself, though nothing that does so is made before somebody asks. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DescriptionIT extends WithTokens {

    @LocalServerPort
    private int port;

    private RoleCalls calls;

    @BeforeEach
    void finds_the_service() {
        calls = new RoleCalls(port);
    }

    @Test
    void is_written_when_it_is_asked_for(@Autowired ConfigurableListableBeanFactory beans) {
        assertThat(beans.getBeanDefinition("openApiResource").isLazyInit()).isTrue();

        var answer = calls.call("GET", "/v3/api-docs", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"/v1/tasks\"").contains("\"bearer\"");
    }

    @Test
    void is_what_the_page_shows() {
        var page = calls.call("GET", "/swagger-ui.html", null);
        var script = calls.call("GET", "/swagger-ui/swagger-initializer.js", null);

        assertThat(page.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/swagger-ui/index.html"));
        assertThat(script.body()).contains("../v3/api-docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "index.css", "swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
    void the_page_has_its_files(String file) {
        assertThat(calls.call("GET", "/swagger-ui/" + file, null).statusCode()).isEqualTo(200);
    }
}
