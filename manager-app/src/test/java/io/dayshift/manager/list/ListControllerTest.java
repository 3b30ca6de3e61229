package io.dayshift.manager.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.dayshift.common.store.Listing;
import io.dayshift.common.store.TaskFilter;
import io.dayshift.common.store.TaskPage;
import io.dayshift.common.web.WebConfiguration;
import io.dayshift.manager.WithoutSecurity;
import io.dayshift.manager.system.Cursor;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(ListController.class)
@Import({WebConfiguration.class, TaskLists.class})
@WithoutSecurity
class ListControllerTest {

    @Autowired
    private MockMvcTester http;

    @MockitoBean
    private Listing listing;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=",
                "limit=abc",
                "limit=-1",
                "limit=0",
                "limit=201",
                "limit=1000000",
                "limit=2147483648",
                "limit=5%00",
                "limit=1&limit=2",
                "cursor=",
                "cursor=abc",
                "cursor=%00",
                "cursor=MTAgdGFza3M",
                "state=",
                "state=x",
                "state=pending",
                "type=a:b",
                "queue=",
                "worker=%7Bx%7D",
                "label=a",
                "label=%00:x",
                "label=a:b&label=c:d",
            })
    void refuses_what_cannot_be_asked_for(String query) {
        assertThat(http.get().uri(URI.create("/v1/tasks?" + query)))
                .hasStatus(400)
                .hasContentType("application/problem+json");
        then(listing).shouldHaveNoInteractions();
    }

    @Test
    void refuses_the_cursor_of_another_list() {
        var cursor = Cursor.write(7, "tasks " + new TaskFilter(null, "echo", null, null, null));

        assertThat(http.get().uri("/v1/tasks?type=sleep&cursor=" + cursor)).hasStatus(400);
    }

    @Test
    void finds_a_label_whose_value_has_a_colon() {
        var filter = new TaskFilter(null, null, null, null, "k=a:b=c");
        given(listing.list(eq(filter), any(), anyInt())).willReturn(new TaskPage(List.of(), OptionalLong.of(7)));

        assertThat(http.get().uri("/v1/tasks").param("label", "k:a:b=c"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.nextCursor")
                .isEqualTo(Cursor.write(7, "tasks " + filter));
    }

    @Test
    void refuses_to_answer_in_another_media_type() {
        given(listing.list(any(), any(), anyInt())).willReturn(new TaskPage(List.of(), OptionalLong.empty()));

        assertThat(http.get().uri("/v1/tasks").header("Accept", "image/png"))
                .hasStatus(406)
                .hasContentType("application/problem+json");
    }
}
