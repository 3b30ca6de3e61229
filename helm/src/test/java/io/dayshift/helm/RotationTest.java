package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of {@code docs/kubernetes.md} that change tokens and their digests. */
class RotationTest {

    private static final Pattern FUNCTION = Pattern.compile("(?m)^    (digests|change)\\(\\) .*$");

    @Test
    void makes_the_digests_that_services_compare_with() throws Exception {
        assertThat(run("digests one-token")).isEqualTo(TokenDigest.of("one-token"));
        assertThat(run("digests old-token,new-token"))
                .isEqualTo(TokenDigest.of("old-token") + "," + TokenDigest.of("new-token"));
    }

    @Test
    void changes_a_token_together_with_its_digest() throws Exception {
        var arguments = run("kubectl() { printf '%s\\n' \"$@\"; }\nchange submit old-token,new-token")
                .lines()
                .toList();

        assertThat(arguments).startsWith("-n", "works", "patch", "secret", "dayshift-tokens");
        assertThat(new Gson().fromJson(arguments.getLast(), Object.class))
                .isEqualTo(Map.of(
                        "stringData",
                        Map.of(
                                "submit",
                                "old-token,new-token",
                                "submit.sha256",
                                TokenDigest.of("old-token") + "," + TokenDigest.of("new-token"))));
    }

    private static String run(String call) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-ec", functions() + "\n" + call)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** What the document defines; a line that ends in a backslash goes on in the next. */
    private static String functions() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "kubernetes.md")).replace("\\\n", "");
        return FUNCTION.matcher(document).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    }
}
