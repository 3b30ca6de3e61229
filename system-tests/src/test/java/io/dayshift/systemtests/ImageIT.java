package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.StandaloneRedis;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile builds works, from a folder that cannot be written to, as a user without rights; needs no engine. */
class ImageIT {

    /** Less than a pod is given. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    /** How a virtual machine ends that was asked to by SIGTERM and ran its shutdown to the end. */
    private static final int TERMINATED = 128 + 15;

    /** A cache that cannot be used, for whatever reason, would go unnoticed but for the time; so the start has to fail. */
    private static final Map<String, String> CACHE_OR_NOTHING = Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on -Xmx256m");

    @Test
    void the_image_does_tasks_with_a_users_handler_and_ends_when_told_to(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var manager = build("manager-app", folder);
        var worker = build("worker-app", folder);
        var jar = HandlerJar.of(UserHandlerIT.readmeExample(), "InvoiceHandler", folder)
                .resolve("InvoiceHandler.jar");
        Files.copy(jar, worker.home().resolve("handlers").resolve("invoice.jar"));
        worker.makeReadOnly();
        manager.makeReadOnly();
        try (var redis = StandaloneRedis.start(folder.resolve("redis"))) {
            var url = redis.options().getFirst();
            var managing = manager.start(folder.resolve("logs"), CACHE_OR_NOTHING, url);
            var working = worker.start(
                    folder.resolve("logs"),
                    CACHE_OR_NOTHING,
                    url,
                    "--dayshift.worker.manager-urls=" + managing.address());
            try {
                managing.awaitReady();
                working.awaitReady();
                assertDoesInvoices(new Api(managing.address()));
                assertEndsWhenTold(working);
                assertEndsWhenTold(managing);
            } finally {
                working.process().close();
                managing.process().close();
            }
        } finally {
            worker.makeWritable();
            manager.makeWritable();
        }
    }

    private static UnpackedImage build(String app, Path folder) throws IOException, InterruptedException {
        var image = UnpackedImage.build(app, Files.createDirectory(folder.resolve(app)));
        assertThat(image.dockerfile().layers()).containsExactlyInAnyOrderElementsOf(image.madeLayers());
        assertThat(image.options())
                .containsPattern("\\bMaxRAMPercentage += 70\\.")
                .containsPattern("\\bExitOnOutOfMemoryError += true\\b")
                .containsPattern("\\bCompilerThreadPriority += 10\\b");
        return image;
    }

    private static void assertDoesInvoices(Api api) {
        var done = api.await(api.submit("{\"type\":\"invoice\",\"payload\":{\"customer\":\"acme\",\"items\":2}}")
                .get("id")
                .stringValue());
        assertThat(done.get("result").toString()).isEqualTo("{\"customer\":\"acme\",\"total\":84}");
    }

    private static void assertEndsWhenTold(Service service) throws IOException {
        service.process().stop();
        assertThat(Waiting.until(GRACE, () -> !service.process().isAlive()))
                .as("%s ends in %s", service.name(), GRACE)
                .isTrue();
        assertThat(service.process().exitValue()).isEqualTo(TERMINATED);
        // The virtual machine warns of options that a user without rights may not be able to use.
        assertThat(Files.readString(service.log()))
                .contains("Graceful shutdown complete")
                .doesNotContainIgnoringCase("warning");
    }
}
