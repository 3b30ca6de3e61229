package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.helm.Chart;
import io.dayshift.helm.Manifest;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.Waiting;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.embedded.RedisExecProvider;

/** The built-in Redis of the chart: what its container runs, with its configuration, at a free port of this machine. */
class ChartRedisIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static final String HOOK = Manifest.CONTAINER + "lifecycle.postStart.exec.command";

    /** What a shell would take for its own, were it not for the way in which it is handed on. */
    private static final String PASSWORD = "p$w`d-of*ours\\n";

    @TempDir
    Path folder;

    @Test
    void asks_for_the_password_and_shows_it_to_nobody() throws IOException {
        var chart = Chart.render(Chart.mode("gitops-values.yaml"));
        var port = Ports.free();
        var configuration = chart.get("ConfigMap", "night-dayshift-redis").at("data", "redis.conf");
        Files.writeString(folder.resolve("redis.conf"), here((String) configuration, port));

        try (var redis = start(chart.get("StatefulSet", "night-dayshift-redis"))) {
            var address = RedisURI.create("127.0.0.1", port);
            Waiting.expect(LONG, this::isReady, "Redis takes connections");
            assertThatThrownBy(() -> appendfsync(address)).hasStackTraceContaining("NOAUTH");
            address.setAuthentication(PASSWORD);
            assertThat(appendfsync(address)).containsEntry("appendfsync", "always");
            assertThat(redis.child().info().commandLine())
                    .hasValueSatisfying(command -> assertThat(command).doesNotContain(PASSWORD));
        }
    }

    @Test
    void writes_its_file_anew_as_soon_as_it_answers() throws Exception {
        assertThat(hook("echo PONG", "timeout 600")).isZero();

        assertThat(called()).isEqualTo("ping\nbgrewriteaof\n");
        assertThat(folder.resolve("said")).doesNotExist();
    }

    /** No probe looks at a container whose hook is not over, and a hook that fails has it killed. */
    @ParameterizedTest
    @ValueSource(strings = {"echo LOADING", "echo NOAUTH; exit 1", "exec sleep 30"})
    void gives_up_waiting_for_an_answer_and_says_so(String answer) throws Exception {
        assertThat(hook(answer, "timeout 2")).isZero();

        assertThat(called()).startsWith("ping\n").doesNotContain("bgrewriteaof");
        assertThat(folder.resolve("said")).content().contains("has not been written anew");
    }

    /** Runs what the container runs after its start, with a client that answers so. */
    private int hook(String answer, String patience) throws Exception {
        var client = folder.resolve("redis-cli");
        Files.writeString(client, "#!/bin/sh\necho $1 >>%s\n%s\n".formatted(folder.resolve("called"), answer));
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
        var command =
                Chart.render("{}").get("StatefulSet", "night-dayshift-redis").at(HOOK);
        var words = ((List<?>) command)
                .stream()
                        .map(String.class::cast)
                        .map(word -> word.replace("timeout 600", patience))
                        .map(word -> word.replace(
                                "/proc/1/fd/2", folder.resolve("said").toString()))
                        .toList();
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hook.log").toFile());
        builder.environment().put("PATH", path());
        var process = builder.start();
        try {
            Waiting.expect(LONG, () -> !process.isAlive(), "the hook is over");
            return process.exitValue();
        } finally {
            process.destroy();
        }
    }

    private String called() throws IOException {
        return Files.readString(folder.resolve("called"));
    }

    private String path() {
        return folder + ":" + System.getenv("PATH");
    }

    private GuardedProcess start(Manifest workload) throws IOException {
        Files.createSymbolicLink(
                folder.resolve("redis-server"),
                RedisExecProvider.defaultProvider().get().toPath().toAbsolutePath());
        var script = ((String) workload.at(Manifest.CONTAINER + "command.2")).replace("/etc/redis", folder.toString());
        return GuardedProcess.start(
                List.of("sh", "-ec", script),
                Map.of("PATH", path(), "REDISCLI_AUTH", PASSWORD),
                folder.resolve("redis.log"));
    }

    private String here(String configuration, int port) {
        return configuration.replace("port 6379", "port " + port).replace("/data", folder.toString());
    }

    private static Map<String, String> appendfsync(RedisURI address) {
        try (var client = RedisClient.create(address);
                var connection = client.connect()) {
            return connection.sync().configGet("appendfsync");
        }
    }

    private boolean isReady() {
        try {
            return Files.readString(folder.resolve("redis.log")).contains("Ready to accept connections");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
