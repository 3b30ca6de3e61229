package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own handler, as the README shows it, in a jar put beside a real worker. */
class UserHandlerIT {

    @Test
    void a_handler_in_a_jar_is_found_and_does_its_tasks(@TempDir Path folder) throws IOException {
        var handlers = HandlerJar.of(readmeExample(), "InvoiceHandler", folder);
        try (var crew = TestCrew.in(folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.handlers=" + handlers);
            crew.awaitPresent(worker);
            assertThat(crew.show(worker).get("types").valueStream().map(type -> type.stringValue()))
                    .contains("invoice", "echo");

            var done = crew.api.await(crew.api
                    .submit("{\"type\":\"invoice\",\"payload\":{\"customer\":\"acme\",\"items\":2}}")
                    .get("id")
                    .stringValue());
            assertThat(done.get("result").toString()).isEqualTo("{\"customer\":\"acme\",\"total\":84}");

            var wrong = crew.api.await(crew.api
                    .submit("{\"type\":\"invoice\",\"payload\":{\"customer\":5}}")
                    .get("id")
                    .stringValue());
            assertThat(wrong.get("state").stringValue()).isEqualTo("FAILED");
            assertThat(wrong.get("error").get("kind").stringValue()).isEqualTo("REJECTED");
        }
    }

    /** The example that the README gives; if it did not work, a stranger would be the first to notice. */
    static String readmeExample() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var from = readme.indexOf("```java") + "```java".length();
        var example = readme.substring(from, readme.indexOf("```", from));
        assertThat(example.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("import") && !line.startsWith("package")))
                .hasSizeLessThan(20);
        return example;
    }
}
