package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.faults.effect.EffectHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the handler of these runs into a jar, as a user would. */
final class HandlerPack {

    private HandlerPack() {}

    /** Writes the jar; returns the folder that it is in. */
    static Path into(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("effect.jar")))) {
                for (var type : classes()) {
                    var name = type.getName().replace('.', '/') + ".class";
                    jar.putNextEntry(new JarEntry(name));
                    try (var in = type.getClassLoader().getResourceAsStream(name)) {
                        in.transferTo(jar);
                    }
                }
            }
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> classes() {
        return Stream.concat(Stream.of(EffectHandler.class), Stream.of(EffectHandler.class.getDeclaredClasses()))
                .toList();
    }
}
