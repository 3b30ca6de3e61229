package io.dayshift.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The project's Dockerfile, as far as a test carries out its steps without an engine.
 *
 * @param run command that makes the layers in the build stage
 * @param layers folders of the build stage that the image is made of, in order
 * @param entrypoint program and arguments; a text for a shell is an error
 */
record Dockerfile(List<String> run, List<String> layers, List<String> entrypoint) {

    private static final String COPY = "COPY --from=build ";

    static Dockerfile read() throws IOException {
        var lines = Files.readAllLines(Path.of("..", "Dockerfile"));
        return new Dockerfile(
                words(only(lines, "RUN ")),
                lines.stream()
                        .filter(line -> line.startsWith(COPY))
                        .map(line -> words(line.substring(COPY.length())).getFirst())
                        .toList(),
                List.of(JsonMapper.shared().readValue(only(lines, "ENTRYPOINT "), String[].class)));
    }

    /** Base images by their build argument, as they are when nobody names others. */
    static Map<String, String> baseImages() throws IOException {
        return Files.readAllLines(Path.of("..", "Dockerfile")).stream()
                .filter(line -> line.matches("ARG \\w+_IMAGE=.*"))
                .map(line -> line.substring("ARG ".length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** What follows an instruction, once for each line that has it. */
    static List<String> arguments(String instruction) throws IOException {
        return Files.readAllLines(Path.of("..", "Dockerfile")).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length()).strip())
                .toList();
    }

    private static String only(List<String> lines, String instruction) {
        var found = lines.stream().filter(line -> line.startsWith(instruction)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("the Dockerfile has " + found.size() + " lines " + instruction);
        }
        return found.getFirst().substring(instruction.length());
    }

    private static List<String> words(String line) {
        return Stream.of(line.split("\\s+")).toList();
    }
}
