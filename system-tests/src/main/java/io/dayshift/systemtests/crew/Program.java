package io.dayshift.systemtests.crew;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one of the two services is started.
 *
 * @param jvm options of the virtual machine
 * @param target what it is to run: {@code -jar} and a jar, or a class path and a class
 */
public record Program(List<String> jvm, List<String> target) {

    /** The last two are what stands in the images as well: the compilers give way to the program, which starts sooner. */
    private static final List<String> JVM = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=10");

    public Program {
        jvm = List.copyOf(jvm);
        target = List.copyOf(target);
    }

    /** The jar that the build has left of {@code manager-app} or {@code worker-app}. */
    public static Program of(String app) {
        return new Program(JVM, List.of("-jar", jar(app).toString()));
    }

    /**
     * The jar that a build has left in another project's folder.
     *
     * @param project folder with {@code manager-app/target/manager-app.jar} and the like
     */
    public static Program of(Path project, String app) {
        var jar = project.resolve(app).resolve("target").resolve(app + ".jar").toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("There is no " + jar + ". Build that project first.");
        }
        return new Program(JVM, List.of("-jar", jar.toString()));
    }

    /** The same for processes that do not live long: they start with less work and never get as fast. */
    public Program shortLived() {
        return with(List.of("-XX:TieredStopAtLevel=1"));
    }

    /** The same with further options of the virtual machine. */
    public Program with(List<String> options) {
        var all = new ArrayList<>(jvm);
        all.addAll(options);
        return new Program(all, target);
    }

    /**
     * The same program from its jar taken apart, which starts with half the work.
     *
     * @param folder gets the parts; must not be there yet
     */
    public Program extracted(Path folder) {
        var jar = Path.of(target.getLast());
        try {
            var extraction = new ProcessBuilder(
                            java(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            folder.toString())
                    .inheritIO()
                    .start();
            if (extraction.waitFor() != 0) {
                throw new IllegalStateException("cannot take " + jar + " apart");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        var own = folder.resolve(jar.getFileName()).toAbsolutePath();
        return new Program(jvm, List.of("-jar", own.toString()));
    }

    /**
     * The same program with some of its resources replaced.
     *
     * @param patch folder in which resources are looked for first
     */
    public Program patched(String mainClass, Path patch) {
        return new Program(jvm, List.of("-cp", patch + ":" + target.getLast(), mainClass));
    }

    /** Looks for a jar from the project's folder and from a module's. */
    static Path jar(String app) {
        for (var root : List.of(Path.of(""), Path.of(".."))) {
            var jar = root.resolve(app)
                    .resolve("target")
                    .resolve(app + ".jar")
                    .toAbsolutePath()
                    .normalize();
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        }
        throw new IllegalStateException(
                "There is no " + app + ".jar. Run mvn -DskipTests package first, and this from the project's folder.");
    }

    /** The whole command, for a process builder. */
    List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(jvm);
        command.addAll(target);
        command.addAll(arguments);
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
