package io.dayshift.worker.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.handler.TaskRejectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandHandlerTest {

    /** Far more than any of it takes, as the machine may be busy. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final CommandHandler handler = new CommandHandler(Set.of("sort", "sh", "true", "sleep", "env"), Set.of());

    private JsonNode run(String payload) throws Exception {
        return JsonMapper.shared().valueToTree(handler.handle(new FakeRun(payload)));
    }

    @Test
    void runs_an_allowed_program_on_what_it_is_given() throws Exception {
        var output = run("{\"command\":[\"sort\"],\"stdin\":\"b\\na\\n\"}");

        assertThat(output.get("stdout").stringValue()).isEqualTo("a\nb\n");
        assertThat(output.get("exitCode").intValue()).isZero();
    }

    /** Surefire sets the variable that the test looks for in vain. */
    @Test
    void shows_a_program_nothing_of_the_worker_s_surroundings_but_what_is_harmless() throws Exception {
        assertThat(System.getenv()).containsKeys("PATH", "DAYSHIFT_TEST_SECRET");

        var known = run("{\"command\":[\"env\"]}").get("stdout").stringValue();

        assertThat(known).contains("PATH=").doesNotContain("DAYSHIFT_TEST_SECRET");
    }

    @Test
    void passes_on_what_it_is_told_to() throws Exception {
        var generous = new CommandHandler(Set.of("env"), Set.of("DAYSHIFT_TEST_SECRET"));

        assertThat(JsonMapper.shared()
                        .valueToTree(generous.handle(new FakeRun("{\"command\":[\"env\"]}")))
                        .get("stdout")
                        .stringValue())
                .contains("DAYSHIFT_TEST_SECRET=canary");
    }

    @Test
    void tells_how_a_program_failed() throws Exception {
        var output = run("{\"command\":[\"sh\",\"-c\",\"echo no >&2; exit 3\"]}");

        assertThat(output.get("stderr").stringValue()).isEqualTo("no\n");
        assertThat(output.get("exitCode").intValue()).isEqualTo(3);
    }

    @Test
    void does_not_mind_a_program_that_reads_nothing() throws Exception {
        assertThat(run("{\"command\":[\"true\"],\"stdin\":\"%s\"}".formatted("x".repeat(200_000)))
                        .get("exitCode")
                        .intValue())
                .isZero();
    }

    @Test
    void cuts_what_is_too_long() throws Exception {
        var output = run("{\"command\":[\"sh\",\"-c\",\"head -c 300000 /dev/zero | tr '\\\\0' x\"]}");

        assertThat(output.get("stdout").stringValue()).hasSize(128 * 1024);
    }

    @Test
    void ends_the_program_when_it_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run("{\"command\":[\"sleep\",\"600\"]}")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void ends_what_the_program_started_as_well(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var payload = "{\"command\":[\"sh\",\"-c\",\"sleep 600 & echo $! > %s; wait\"]}".formatted(pid);
        var running = Thread.ofPlatform()
                .start(() -> assertThatThrownBy(() -> run(payload)).isInstanceOf(InterruptedException.class));
        await().atMost(LONG).until(() -> Files.exists(pid) && Files.size(pid) > 0);

        running.interrupt();

        var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        await().atMost(LONG).until(() -> child.filter(ProcessHandle::isAlive).isEmpty());
    }

    /** The program stays long enough for its output to be read: of one that is gone before, Java keeps what there was. */
    @Test
    void can_be_interrupted_while_a_child_holds_the_output_open(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var payload = "{\"command\":[\"sh\",\"-c\",\"echo $$ > %s; sleep 120 & sleep 1\"]}".formatted(pid);
        var waiting = Thread.ofPlatform()
                .start(() -> assertThatThrownBy(() -> run(payload)).isInstanceOf(InterruptedException.class));
        await().atMost(LONG).until(() -> Files.exists(pid) && Files.size(pid) > 0);
        var program = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        await().atMost(LONG).until(() -> program.filter(ProcessHandle::isAlive).isEmpty());
        await().atMost(LONG).until(() -> waiting.getState() == Thread.State.WAITING);

        waiting.interrupt();

        assertThat(waiting.join(LONG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\":[null]}",
                "{\"command\":[\"sort\",null]}",
                "{\"command\":[\"sort\",\"\\u0000\"]}",
                "{\"command\":[\"sort\"],\"shell\":true}",
                "{}",
                "{\"command\":[]}",
                "{\"command\":[\"rm\",\"-rf\"]}",
                "{\"command\":[\"/bin/sort\"]}"
            })
    void rejects_what_is_not_allowed(String payload) {
        assertThatThrownBy(() -> run(payload)).isInstanceOf(TaskRejectedException.class);
    }
}
