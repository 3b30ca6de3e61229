package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A container engine, spoken to by the command {@code docker}. */
final class Engine {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration BUILD = Duration.ofMinutes(5);

    /** A registry that cannot be reached may let one wait for minutes; whoever has images at all has them before that. */
    private static final Duration PULL = Duration.ofSeconds(60);

    private final Map<String, String> baseImages;

    private Engine(Map<String, String> baseImages) {
        this.baseImages = baseImages;
    }

    /** What a command ended with and wrote; 128 and more when it was not found or took too long. */
    private record Outcome(int status, String said) {}

    /**
     * Skips the test where no engine answers or it has no base images and can get none.
     *
     * @param defaults build argument and image, for those that no environment variable {@code DAYSHIFT_<argument>} names
     */
    static Engine orSkip(Map<String, String> defaults) throws IOException, InterruptedException {
        var version = docker(SOON, List.of("version", "--format", "{{.Server.Os}}"));
        assumeTrue(
                version.status() == 0 && version.said().strip().equals("linux"),
                () -> "No container engine for Linux answers to the command docker: " + version.said());
        var images = new TreeMap<String, String>();
        for (var argument : defaults.keySet()) {
            images.put(argument, System.getenv().getOrDefault("DAYSHIFT_" + argument, defaults.get(argument)));
        }
        for (var image : images.entrySet()) {
            assumeTrue(
                    isThere(image.getValue()),
                    () ->
                            "The engine has no image %s and cannot get it. Name one that it has by DAYSHIFT_%s (docs/images.md)."
                                    .formatted(image.getValue(), image.getKey()));
        }
        return new Engine(Map.copyOf(images));
    }

    private static boolean isThere(String image) throws IOException, InterruptedException {
        return docker(SOON, List.of("image", "inspect", image)).status() == 0
                || docker(PULL, List.of("pull", "--quiet", image)).status() == 0;
    }

    /** Builds an app's image by the project's Dockerfile, which must not need a network. */
    void build(String app, String tag) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("build", "--network", "none", "--tag", tag, "--build-arg", "APP=" + app));
        baseImages.forEach((argument, image) -> command.addAll(List.of("--build-arg", argument + "=" + image)));
        command.add("..");
        expect(BUILD, command);
    }

    /** Builds an image by another Dockerfile. */
    void build(Path folder, String tag) throws IOException, InterruptedException {
        expect(BUILD, List.of("build", "--network", "none", "--tag", tag, folder.toString()));
    }

    /** Does something that takes little time and has to succeed; returns what it wrote. */
    String run(List<String> command) throws IOException, InterruptedException {
        return expect(SOON, command);
    }

    /** Does something if it can be done. */
    void tryTo(List<String> command) throws IOException, InterruptedException {
        docker(SOON, command);
    }

    /** Asks a container or an image for one property, as a Go template. */
    String property(String name, String template) throws IOException, InterruptedException {
        return run(List.of("inspect", "--format", template, name)).strip();
    }

    private static String expect(Duration atMost, List<String> command) throws IOException, InterruptedException {
        var outcome = docker(atMost, command);
        assertThat(outcome.status())
                .as("docker %s: %s", command, outcome.said())
                .isZero();
        return outcome.said();
    }

    private static Outcome docker(Duration atMost, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        var said = Files.createTempFile("docker-", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Outcome(128, "not done in " + atMost.toSeconds() + " s: " + Files.readString(said));
            }
            return new Outcome(process.exitValue(), Files.readString(said));
        } catch (IOException e) {
            return new Outcome(128, e.getMessage());
        } finally {
            Files.delete(said);
        }
    }
}
