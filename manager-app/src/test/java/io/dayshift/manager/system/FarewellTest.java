package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FarewellTest {

    private final Farewell farewell = new Farewell(mock(ApplicationContext.class));

    @Test
    void connections_are_kept_until_the_manager_leaves() throws ServletException, IOException {
        farewell.start();
        assertThat(answered().getHeader("Connection")).isNull();

        farewell.stop();

        assertThat(answered().getHeader("Connection")).isEqualTo("close");
        assertThat(farewell.isRunning()).isFalse();
    }

    private MockHttpServletResponse answered() throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        farewell.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        return response;
    }
}
