package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the log tells of who changed what, and of who was denied something. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "logging.level.io.dayshift.manager.workers=info")
@ExtendWith(OutputCaptureExtension.class)
class TrailIT extends WithTokens {

    private static final String TASK = "{\"type\":\"nobody\"}";

    private final QuietWorker worker = new QuietWorker();

    @LocalServerPort
    private int port;

    @BeforeEach
    void has_a_worker() {
        assertThat(post("worker", "/register", worker.registration()).status()).isEqualTo(200);
    }

    @AfterEach
    void forgets_it() {
        worker.close();
    }

    private Answer post(String role, String path, String body) {
        return new Wire(port).post(path, body, "Authorization: Bearer " + RoleCalls.tokenOf(role));
    }

    private static List<String> lines(CapturedOutput output, String event) {
        return Pattern.compile("event=" + event + " .*")
                .matcher(output)
                .results()
                .map(line -> line.group().strip())
                .toList();
    }

    private static String operated(String role, String route, String id, int status) {
        return "event=operated by=%s method=POST route=%s id=%s status=%d"
                .formatted(RoleCalls.nameOf(role), route, id, status);
    }

    @Test
    void tells_who_registered_a_worker(CapturedOutput output) {
        assertThat(lines(output, "operated")).containsExactly(operated("worker", "/register", QuietWorker.ID, 200));
    }

    @Test
    void tells_who_cancelled_and_retried_a_task(CapturedOutput output) {
        var id = post("submit", "/v1/tasks", TASK).header("Location").replace("/v1/tasks/", "");

        assertThat(post("operate", "/v1/tasks/" + id + "/cancel", "").status()).isEqualTo(202);
        assertThat(post("operate", "/v1/tasks/" + id + "/retry", "").status()).isEqualTo(202);

        assertThat(lines(output, "operated"))
                .endsWith(
                        operated("operate", "/v1/tasks/{id}/cancel", id, 202),
                        operated("operate", "/v1/tasks/{id}/retry", id, 202));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/workers/{id}/drain, wire-m",
        "/v1/workers/{id}/resume, wire-m",
        "/v1/workers/{id}/shutdown, wire-m",
    })
    void tells_who_commanded_a_worker(String route, String id, CapturedOutput output) {
        assertThat(post("operate", route.replace("{id}", id), "").status()).isEqualTo(202);

        assertThat(lines(output, "operated")).endsWith(operated("operate", route, id, 202));
    }

    @Test
    void tells_who_sent_all_home_and_which_workers_heard_it(CapturedOutput output) {
        assertThat(post("operate", "/v1/workers/shutdown", "{\"confirm\":true}").status())
                .isEqualTo(202);

        assertThat(lines(output, "operated")).endsWith(operated("operate", "/v1/workers/shutdown", "none", 202));
        assertThat(lines(output, "shutdown-heard"))
                .containsExactly("event=shutdown-heard worker=wire-m mode=DRAIN running=0 returned=0");
    }

    /** Which decides what else is in the log. */
    @Test
    void tells_who_changed_the_level_of_a_log(CapturedOutput output) {
        var answer = post("monitor", "/actuator/loggers/com.example", "{\"configuredLevel\":\"INFO\"}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(lines(output, "operated"))
                .endsWith(operated("monitor", "/actuator/loggers/{name}", "com.example", 204));
    }

    /** By it whoever may change levels could do everything else unseen. */
    @Test
    void cannot_be_ended_by_a_level(CapturedOutput output) {
        for (var level : List.of("/actuator/loggers/ROOT", "/actuator/loggers/io.dayshift")) {
            assertThat(post("monitor", level, "{\"configuredLevel\":\"OFF\"}").status())
                    .isEqualTo(204);
        }
        assertThat(post("monitor", "/actuator/loggers/io.dayshift.trail", "{\"configuredLevel\":\"OFF\"}")
                        .status())
                .isEqualTo(403);

        for (var level : List.of("/actuator/loggers/ROOT", "/actuator/loggers/io.dayshift")) {
            assertThat(post("monitor", level, "{\"configuredLevel\":\"WARN\"}").status())
                    .isEqualTo(204);
        }
        assertThat(lines(output, "operated"))
                .endsWith(
                        operated("monitor", "/actuator/loggers/{name}", "ROOT", 204),
                        operated("monitor", "/actuator/loggers/{name}", "io.dayshift", 204));
        assertThat(lines(output, "denied")).hasSize(1);
    }

    /** Short, long and by batches: what comes of it is told by the tasks. */
    @Test
    void says_nothing_of_submits_and_of_what_changes_nothing(CapturedOutput output) {
        var before = lines(output, "operated");

        assertThat(post("operate", "/v1/tasks", TASK).status()).isEqualTo(202);
        assertThat(post("operate", "/v1/tasks?wait=1ms&a=b", TASK).status()).isEqualTo(202);
        assertThat(post("operate", "/v1/tasks/batch", "[" + TASK + "]").status())
                .isEqualTo(202);
        assertThat(post("operate", "/v1/tasks/x/cancel", "").status()).isEqualTo(404);
        assertThat(new RoleCalls(port)
                        .call("GET", "/v1/stats", RoleCalls.tokenOf("operate"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(lines(output, "operated")).isEqualTo(before);
    }

    @Test
    void tells_who_was_denied_what_without_a_word_of_his(CapturedOutput output) {
        var secret = "kanarienvogel-0123456789";
        assertThat(post("read", "/v1/tasks/" + secret + "/cancel", secret).status())
                .isEqualTo(403);
        assertThat(new RoleCalls(port).call("GET", "/" + secret, secret).statusCode())
                .isEqualTo(401);

        assertThat(lines(output, "denied"))
                .containsExactly(
                        "event=denied status=403 method=POST route=/v1/tasks/{id}/cancel caller="
                                + RoleCalls.nameOf("read") + " address=127.0.0.1",
                        "event=denied status=401 method=GET route=none caller=nobody address=127.0.0.1");
        assertThat(output).doesNotContain(secret);
        assertThat(counted()).anyMatch(line -> line.contains("status=\"401\""));
        assertThat(counted()).anyMatch(line -> line.contains("status=\"403\""));
    }

    /** What an alert can be made of. */
    private Stream<String> counted() {
        return new RoleCalls(port)
                .call("GET", "/actuator/prometheus", RoleCalls.tokenOf("monitor"))
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"));
    }
}
