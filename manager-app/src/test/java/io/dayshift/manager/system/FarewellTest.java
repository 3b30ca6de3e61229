package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
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

    @Test
    void waits_for_those_whom_it_has_let_in_and_lets_nobody_in_after() throws InterruptedException {
        farewell.start();
        assertThat(farewell.enter()).isTrue();

        var stopping = Thread.startVirtualThread(farewell::stop);
        await().until(() -> !entersAndLeaves());

        assertThat(stopping.join(Duration.ofSeconds(2)))
                .as("gone while somebody was there")
                .isFalse();
        farewell.leave();
        stopping.join();
        assertThat(farewell.isRunning()).isFalse();
    }

    private boolean entersAndLeaves() {
        var entered = farewell.enter();
        if (entered) {
            farewell.leave();
        }
        return entered;
    }

    private MockHttpServletResponse answered() throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        farewell.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        return response;
    }
}
