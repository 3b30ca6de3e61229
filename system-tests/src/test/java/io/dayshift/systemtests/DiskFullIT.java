package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dayshift.systemtests.crew.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that Redis writes to is full, and has room again: nothing that was accepted is lost for it. */
class DiskFullIT {

    @Test
    void what_was_accepted_is_there_when_there_is_room_again(@TempDir Path folder)
            throws IOException, InterruptedException {
        var disk = Files.createDirectory(folder.resolve("redis"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()))
                .as("only who may mount can make a small disk")
                .isZero();
        try (var crew = TestCrew.in(folder, "--appendfsync", "always")) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=4");
            crew.awaitPresent(worker);
            var filler = disk.resolve("filler");
            run("sh", "-c", "dd if=/dev/zero bs=64k of='" + filler + "' 2>/dev/null || true");

            var accepted = submitUntilRefused(crew.api);
            crew.await(() -> !crew.crew.redis().process().isAlive(), "Redis ends rather than acknowledge");
            assertThat(crew.api.post("/v1/tasks", "{\"type\":\"echo\"}").status())
                    .isEqualTo(503);

            Files.delete(filler);
            crew.crew.startRedisAgain();

            crew.await(() -> crew.api.get("/actuator/health/readiness").status() == 200, "the manager is ready again");
            crew.assertAllEnded(accepted);
            crew.assertAllEnded(crew.submitSleeps(4, "10ms"));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static List<String> submitUntilRefused(Api api) {
        var accepted = new ArrayList<String>();
        var padding = "x".repeat(50_000);
        while (accepted.size() < 10_000) {
            var answer = api.post("/v1/tasks", "{\"type\":\"echo\",\"payload\":\"" + padding + "\"}");
            if (answer.status() != 202) {
                assertThat(answer.status()).isEqualTo(503);
                return accepted;
            }
            accepted.add(answer.json().get("id").stringValue());
        }
        throw new AssertionError("the disk has never been full");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
