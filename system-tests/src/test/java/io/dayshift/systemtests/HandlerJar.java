package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Builds jars of handlers as a user would. */
final class HandlerJar {

    private HandlerJar() {}

    /** Compiles a handler and packs it into a jar; returns the folder that the jar is in, for a worker to look into. */
    static Path of(String source, String className, Path folder) throws IOException {
        var handlers = Files.createDirectory(folder.resolve("handlers"));
        pack(compile(source, className, folder), handlers.resolve(className + ".jar"));
        return handlers;
    }

    private static Path compile(String source, String className, Path folder) throws IOException {
        var file = folder.resolve(className + ".java");
        Files.writeString(file, source);
        var classes = Files.createDirectory(folder.resolve("classes"));
        var status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(status).isZero();
        return classes;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (var all = Files.walk(classes)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : files) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
