package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's runtime has the modules that the apps' classes and libraries name, and none without a reason. */
class ImageModulesIT {

    private static final String ALL_OF_JAVA_SE = "java.se";

    /** Found by name when they are needed, so that no class names them. */
    private static final Map<String, String> WITHOUT_A_TRACE = Map.of(
            "jdk.naming.dns", "JNDI looks up SRV records with it, for the likes of a handler's client",
            "jdk.zipfs", "opens jars as file systems, as libraries do to look through a handler's jar");

    private static final Pattern NEEDED = Pattern.compile("-> ((?:java|jdk)\\.\\S+)");

    private static Set<String> needed;

    @BeforeAll
    static void look(@TempDir Path folder) throws IOException {
        needed = needed(folder);
    }

    @Test
    void the_list_has_every_module_that_is_needed() throws IOException {
        var there = withWhatTheyRequire(listed());

        assertThat(needed).contains("java.base", "jdk.net");
        assertThat(there).containsAll(needed);
    }

    @Test
    void the_list_has_no_module_without_a_reason() throws IOException {
        assertThat(listed())
                .doesNotHaveDuplicates()
                .contains(ALL_OF_JAVA_SE)
                .allMatch(module -> module.equals(ALL_OF_JAVA_SE)
                        || needed.contains(module)
                        || WITHOUT_A_TRACE.containsKey(module));
        assertThat(listed()).containsAll(WITHOUT_A_TRACE.keySet());
    }

    private static List<String> listed() throws IOException {
        return Files.readAllLines(Path.of("..", "image", "modules.txt"));
    }

    private static Set<String> withWhatTheyRequire(List<String> modules) {
        var all = new TreeSet<String>();
        modules.forEach(module -> add(module, all));
        return all;
    }

    private static void add(String module, Set<String> all) {
        if (all.add(module)) {
            ModuleFinder.ofSystem().find(module).orElseThrow().descriptor().requires().stream()
                    .filter(required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                    .forEach(required -> add(required.name(), all));
        }
    }

    private static Set<String> needed(Path folder) throws IOException {
        var needed = new TreeSet<String>();
        for (var app : List.of("manager-app", "worker-app")) {
            needed.addAll(needed(app, Files.createDirectories(folder.resolve(app))));
        }
        return needed;
    }

    private static Set<String> needed(String app, Path folder) throws IOException {
        var command = new ArrayList<>(List.of("-summary", "--ignore-missing-deps", "--multi-release", "25"));
        command.addAll(takeApart(Path.of("..", app, "target", app + ".jar"), folder));
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var status = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, command.toArray(String[]::new));
        assertThat(status).as(said::toString).isZero();
        var needed = new TreeSet<String>();
        NEEDED.matcher(said.toString()).results().forEach(found -> needed.add(found.group(1)));
        return needed;
    }

    /** Takes the libraries and the app's own classes out of an executable jar; returns the jars and the folder of classes. */
    private static List<String> takeApart(Path jar, Path folder) throws IOException {
        var parts = new ArrayList<String>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                var name = entry.getName();
                if (name.startsWith("BOOT-INF/lib/") || name.startsWith("BOOT-INF/classes/")) {
                    var file = folder.resolve(name);
                    Files.createDirectories(file.getParent());
                    try (var content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    if (name.endsWith(".jar")) {
                        parts.add(file.toString());
                    }
                }
            }
        }
        parts.add(folder.resolve("BOOT-INF/classes").toString());
        return parts;
    }
}
