package io.dayshift.worker.handlers;

import static io.dayshift.common.task.TaskState.SUCCEEDED;
import static io.dayshift.worker.TestWorker.attempts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.worker.TestWorker;
import io.dayshift.worker.run.HandlerRegistry;
import io.dayshift.worker.run.HandlersException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;

class HandlerJarsIT {

    private static final String GREETER = """
            import io.dayshift.common.handler.TaskHandler;
            import io.dayshift.common.handler.TaskRun;
            import tools.jackson.databind.json.JsonMapper;

            public class Greeter implements TaskHandler {
                private final JsonMapper json;
                public Greeter(JsonMapper json) { this.json = json; }
                record Guest(String name) {}
                public String type() { return "greet"; }
                public Object handle(TaskRun task) {
                    return json.createObjectNode().put("hello", task.payload(Guest.class).name());
                }
            }
            """;

    @TempDir
    private Path folder;

    private RedisServer redis;
    private ClassLoader loader;

    @BeforeEach
    void start() {
        loader = Thread.currentThread().getContextClassLoader();
        redis = RedisServer.start(folder.resolve("redis"), 0);
    }

    @AfterEach
    void stop() {
        Thread.currentThread().setContextClassLoader(loader);
        redis.close();
    }

    private TestWorker worker(Path handlers) {
        return TestWorker.start(redis, HandlerJarsIT.class, "--dayshift.worker.handlers=" + handlers);
    }

    private Path handlers() throws IOException {
        return Files.createDirectories(folder.resolve("handlers"));
    }

    private void pack(String source, String className, String jar) throws IOException {
        var classes = Files.createDirectories(folder.resolve(jar + "-classes"));
        var file = Files.writeString(classes.resolve(className + ".java"), source);
        var path = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp", path, file.toString()))
                .isZero();
        try (var out = new JarOutputStream(Files.newOutputStream(handlers().resolve(jar)));
                var made = Files.newDirectoryStream(classes, "*.class")) {
            for (var each : made) {
                out.putNextEntry(new JarEntry(each.getFileName().toString()));
                Files.copy(each, out);
            }
        }
    }

    private void refuses(Path handlers, String... words) {
        var refused = catchThrowable(() -> worker(handlers).close());

        assertThat(NestedExceptionUtils.getMostSpecificCause(refused))
                .isInstanceOf(HandlersException.class)
                .message()
                .contains(words);
    }

    @Test
    void finds_a_handler_that_asks_for_a_bean_and_runs_its_tasks() throws IOException {
        pack(GREETER, "Greeter", "greeter.jar");

        try (var worker = worker(handlers())) {
            assertThat(worker.bean(HandlerRegistry.class).types()).contains("greet", "echo");
            var id = worker.give("greet", "{\"name\":\"Ann\"}", TaskSpec.DEFAULT_TIMEOUT, attempts(1));
            assertThat(worker.await(id, SUCCEEDED).result()).hasToString("{\"hello\":\"Ann\"}");
        }
    }

    @Test
    void an_empty_folder_is_fine() throws IOException {
        try (var worker = worker(handlers())) {
            assertThat(worker.bean(HandlerRegistry.class).types()).contains("echo");
        }
    }

    @Test
    void a_folder_that_is_named_must_be_there() {
        refuses(folder.resolve("nowhere"), "dayshift.worker.handlers", "nowhere", "no such folder");
    }

    @Test
    void a_file_that_is_no_jar_is_named() throws IOException {
        Files.writeString(handlers().resolve("broken.jar"), "no zip");

        refuses(handlers(), "broken.jar", "cannot be read as a jar");
    }

    @Test
    void two_handlers_of_one_type_are_named() throws IOException {
        pack(GREETER, "Greeter", "greeter.jar");
        pack(GREETER.replace("Greeter", "Welcomer"), "Welcomer", "welcomer.jar");

        refuses(handlers(), "Two handlers", "greet", "Greeter", "Welcomer");
    }

    @Test
    void two_versions_of_one_jar_are_named() throws IOException {
        pack(GREETER, "Greeter", "greeter-1.jar");
        pack(GREETER, "Greeter", "greeter-2.jar");

        refuses(handlers(), "Greeter", "greeter-1.jar", "greeter-2.jar");
    }
}
