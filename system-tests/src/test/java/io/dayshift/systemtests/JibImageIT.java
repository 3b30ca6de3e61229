package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What jib builds without an engine is a whole image, agrees with the Dockerfile and holds the app and nothing else. */
@ParameterizedClass
@ValueSource(strings = {"manager-app", "worker-app"})
class JibImageIT {

    /** What jib adds: a class path as an argument file, and the main class. */
    private static final Set<String> BY_JIB = Set.of("app/jib-classpath-file", "app/jib-main-class-file");

    /** All that the apps have besides classes; whoever adds a file names it here, so that no secret slips in. */
    private static final Set<String> RESOURCES = Set.of(
            "app/resources/META-INF/build-info.properties",
            "app/resources/META-INF/sbom/application.cdx.json",
            "app/resources/META-INF/spring-configuration-metadata.json",
            "app/resources/META-INF/spring.factories",
            "app/resources/application.properties",
            "app/resources/git.properties");

    /** Jars without a class, which Boot leaves out of its own, and the one that it adds. */
    private static final String OF_ONE_BUILDER = "spring-boot-(starter(-.*)?|jarmode-tools)-[0-9].*\\.jar";

    private static JibImage image;

    @Parameter
    private String app;

    @BeforeParameterizedClassInvocation
    static void read(String app) throws IOException {
        image = JibImage.read(app);
    }

    @Test
    void it_runs_as_the_dockerfile_says() throws IOException {
        var config = image.configuration().get("config");

        assertThat(config.get("User").stringValue()).isEqualTo("10001:10001").isEqualTo(last("USER"));
        assertThat(config.get("WorkingDir").stringValue()).isEqualTo("/app").isEqualTo(last("WORKDIR"));
        assertThat(config.get("Env")).isEmpty();
    }

    /** Which they are is a matter of the configuration; a name in the image would open none. */
    @Test
    void it_names_no_port_as_the_dockerfile_names_none() throws IOException {
        assertThat(Dockerfile.arguments("EXPOSE")).isEmpty();
        assertThat(image.configuration().get("config").get("ExposedPorts").propertyNames())
                .isEmpty();
    }

    /** Jib has no runtime to name, but it too names the program itself and no shell. */
    @Test
    void its_entry_point_is_java_itself_with_the_main_class_of_the_jar() throws IOException {
        var entrypoint = texts(image.configuration().get("config").get("Entrypoint"));

        assertThat(Dockerfile.read().entrypoint().getFirst()).endsWith("/java");
        assertThat(entrypoint).containsExactly("java", "-cp", "@/app/jib-classpath-file", mainClass());
        assertThat(image.files()).contains("app/classes/" + mainClass().replace('.', '/') + ".class");
    }

    @Test
    void every_layer_is_there_with_its_digest() {
        assertThat(texts(image.configuration().get("rootfs").get("diff_ids")))
                .isEqualTo(image.layers().stream()
                        .map(layer -> "sha256:" + layer.unpacked())
                        .toList());
        assertThat(image.layers()).allSatisfy(layer -> assertThat(layer.name()).isEqualTo(layer.packed() + ".tar.gz"));
    }

    @Test
    void what_changes_least_comes_first_as_in_the_dockerfile() throws IOException {
        assertThat(Dockerfile.read().layers())
                .containsSubsequence("/layers/dependencies/", "/layers/snapshot-dependencies/", "/layers/application/");
        assertThat(image.configuration()
                        .get("history")
                        .valueStream()
                        .map(one -> one.get("comment").stringValue()))
                .containsExactly("dependencies", "project dependencies", "resources", "classes", "jvm arg files");
    }

    @Test
    void its_creation_time_is_that_of_every_build() {
        assertThat(image.configuration().get("created").stringValue()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void it_has_the_libraries_of_the_jar() throws IOException {
        assertThat(namesBelow("app/libs/", image.files().stream()))
                .contains("common-model-" + version() + ".jar")
                .containsExactlyInAnyOrderElementsOf(namesBelow("BOOT-INF/lib/", jarEntries()));
    }

    @Test
    void it_has_the_classes_of_the_jar_and_none_of_the_tests() throws IOException {
        var classes = below("app/classes/", image.files().stream());

        assertThat(classes)
                .isEqualTo(below("BOOT-INF/classes/", jarEntries().filter(entry -> entry.endsWith(".class"))));
        assertThat(classes).isNotEmpty().doesNotContainAnyElementsOf(testClasses());
    }

    @Test
    void it_has_no_other_file_than_those_that_are_named() {
        assertThat(image.files())
                .contains("app/resources/application.properties")
                .allMatch(JibImageIT::isNamed);
    }

    private static boolean isNamed(String file) {
        return BY_JIB.contains(file)
                || RESOURCES.contains(file)
                || file.matches("app/libs/[^/]+\\.jar|app/classes/io/dayshift/.+\\.class");
    }

    private static Set<String> namesBelow(String folder, Stream<String> files) {
        var names = below(folder, files);
        names.removeIf(name -> name.matches(OF_ONE_BUILDER));
        return names;
    }

    private static Set<String> below(String folder, Stream<String> files) {
        return files.filter(file -> file.startsWith(folder))
                .map(file -> file.substring(folder.length()))
                .filter(file -> !file.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> testClasses() throws IOException {
        var folder = target().resolve("test-classes");
        try (var files = Files.walk(folder)) {
            var classes = files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .collect(Collectors.toSet());
            assertThat(classes).as("classes in %s", folder).isNotEmpty();
            return classes;
        }
    }

    private Stream<String> jarEntries() throws IOException {
        try (var jar = jar()) {
            return jar.stream().map(Object::toString).toList().stream();
        }
    }

    private String mainClass() throws IOException {
        return manifest("Start-Class");
    }

    private String version() throws IOException {
        return manifest("Implementation-Version");
    }

    private String manifest(String attribute) throws IOException {
        try (var jar = jar()) {
            return jar.getManifest().getMainAttributes().getValue(attribute);
        }
    }

    private JarFile jar() throws IOException {
        return new JarFile(target().resolve(app + ".jar").toFile());
    }

    private Path target() {
        return Path.of("..", app, "target");
    }

    private static String last(String instruction) throws IOException {
        return Dockerfile.arguments(instruction).getLast();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
