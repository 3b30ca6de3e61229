package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of {@code docs/kubernetes.md} that make digests of tokens. */
class RotationTest {

    private static final String OF_THE_DOCUMENT = "    digests()";

    @Test
    void makes_the_digests_that_services_compare_with() throws Exception {
        assertThat(run("digests one-token")).isEqualTo(TokenDigest.of("one-token"));
        assertThat(run("digests old-token,new-token"))
                .isEqualTo(TokenDigest.of("old-token") + "," + TokenDigest.of("new-token"));
    }

    private static String run(String call) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-ec", function() + "\n" + call)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The line that defines it, and those that go on after a backslash. */
    private static String function() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "kubernetes.md")).replace("\\\n", "");
        return document.lines().filter(line -> line.startsWith(OF_THE_DOCUMENT)).collect(Collectors.joining("\n"));
    }
}
