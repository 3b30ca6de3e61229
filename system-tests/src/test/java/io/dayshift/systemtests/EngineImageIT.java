package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.StandaloneRedis;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images that an engine builds by the Dockerfile, run as docs/images.md says. Skipped where there is no engine. */
class EngineImageIT {

    private static final String MANAGER = "dayshift-test-manager";
    private static final String WORKER = "dayshift-test-worker";
    private static final String OWN_WORKER = "dayshift-test-own-worker";
    private static final List<String> ALL = List.of(MANAGER, WORKER, OWN_WORKER);

    private static final List<String> CLOSED_IN = List.of(
            "--network=host", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges");

    /** The worker's drain, which is 25 s at most, has nothing to wait for. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** How a virtual machine ends that was asked to by SIGTERM; an engine that lost patience would make it 137. */
    private static final String TERMINATED = "143";

    private Engine engine;

    @BeforeEach
    void findEngine() throws Exception {
        engine = Engine.orSkip(Dockerfile.baseImages());
        removeAll();
    }

    @AfterEach
    void removeAll() throws Exception {
        if (engine != null) {
            for (var name : ALL) {
                engine.tryTo(List.of("rm", "--force", name));
                engine.tryTo(List.of("image", "rm", "--force", name));
            }
        }
    }

    @Test
    void the_images_work_closed_in_with_a_users_handler_from_a_volume_and_from_an_image(@TempDir Path folder)
            throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var handlers = HandlerJar.of(UserHandlerIT.readmeExample(), "InvoiceHandler", folder);
        buildImages(handlers);
        try (var redis = StandaloneRedis.start(folder.resolve("redis"))) {
            var manager = Ports.free();
            start(MANAGER, manager, List.of(), redis.options());
            var options = new ArrayList<>(redis.options());
            options.add("--dayshift.worker.manager-urls=http://127.0.0.1:" + manager);

            start(WORKER, Ports.free(), List.of("--volume=" + handlers + ":/app/handlers:ro"), options);
            assertDoesInvoices(manager);
            assertEndsWhenTold(WORKER);

            start(OWN_WORKER, Ports.free(), List.of(), options);
            assertDoesInvoices(manager);
            assertEndsWhenTold(OWN_WORKER);
            assertEndsWhenTold(MANAGER);
        }
    }

    private void buildImages(Path handlers) throws IOException, InterruptedException {
        engine.build("manager-app", MANAGER);
        engine.build("worker-app", WORKER);
        Files.copy(handlers.resolve("InvoiceHandler.jar"), handlers.resolve("invoice.jar"));
        Files.delete(handlers.resolve("InvoiceHandler.jar"));
        var own = Files.createDirectory(handlers.resolveSibling("own"));
        Files.copy(handlers.resolve("invoice.jar"), own.resolve("invoice.jar"));
        Files.writeString(own.resolve("Dockerfile"), readmeDockerfile());
        engine.build(own, OWN_WORKER);
        for (var image : ALL) {
            assertThat(engine.property(image, "{{.Config.User}}")).as(image).isEqualTo("10001:10001");
        }
    }

    /** The two lines that the README shows, on the image of this test. */
    private static String readmeDockerfile() throws IOException {
        var lines = Pattern.compile("(?m)^ {4}FROM dayshift-worker\\n {4}COPY .*\\n")
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(lines.find()).as("the README shows a Dockerfile").isTrue();
        return lines.group().replace("FROM dayshift-worker", "FROM " + WORKER);
    }

    private void start(String name, int port, List<String> more, List<String> properties)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("run", "--detach", "--name", name));
        command.addAll(CLOSED_IN);
        command.addAll(more);
        command.addAll(List.of("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on -Xmx256m", name, "--server.port=" + port));
        command.addAll(properties);
        engine.run(command);
        var api = new Api(URI.create("http://127.0.0.1:" + port));
        var ready = Waiting.until(Duration.ofMinutes(1), () -> api.answers("/actuator/health/readiness"));
        assertThat(ready)
                .as("%s becomes ready: %s", name, engine.run(List.of("logs", name)))
                .isTrue();
    }

    private static void assertDoesInvoices(int manager) {
        var api = new Api(URI.create("http://127.0.0.1:" + manager));
        var done = api.await(api.submit("{\"type\":\"invoice\",\"payload\":{\"customer\":\"acme\",\"items\":2}}")
                .get("id")
                .stringValue());
        assertThat(done.get("result").toString()).isEqualTo("{\"customer\":\"acme\",\"total\":84}");
    }

    private void assertEndsWhenTold(String name) throws IOException, InterruptedException {
        engine.run(List.of("stop", "--time", Long.toString(GRACE.toSeconds()), name));
        assertThat(engine.property(name, "{{.State.ExitCode}}")).as(name).isEqualTo(TERMINATED);
        assertThat(engine.run(List.of("logs", name))).contains("Graceful shutdown complete");
    }
}
