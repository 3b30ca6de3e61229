package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.worker.run.HandlersException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Finds users' own handlers: every class that implements {@link TaskHandler} in a jar of the folder {@code handlers}
 * beside the worker's own jar (or of {@code dayshift.worker.handlers}) becomes a bean.
 */
@Slf4j
public final class HandlerJars implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final String FOLDER = "dayshift.worker.handlers";
    private static final String CLASS = ".class";

    @Override
    public void initialize(GenericApplicationContext context) {
        var jars = jars(context.getEnvironment().getProperty(FOLDER, ""));
        if (jars.isEmpty()) {
            return;
        }
        var loader =
                new URLClassLoader(jars.stream().map(HandlerJars::url).toArray(URL[]::new), context.getClassLoader());
        context.setClassLoader(loader);
        Thread.currentThread().setContextClassLoader(loader);
        var found = new HashMap<String, Path>();
        for (var jar : jars) {
            classNames(jar).stream()
                    .filter(name -> isHandler(name, jar, loader))
                    .forEach(name -> note(name, jar, found));
        }
        found.forEach((name, jar) -> context.registerBeanDefinition(name, definition(name, loader)));
    }

    /** What is in the folder that was configured, which has to be there, or else in the usual one. */
    private static List<Path> jars(String configured) {
        if (configured.isBlank()) {
            var usual = new ApplicationHome(HandlerJars.class).getDir().toPath().resolve("handlers");
            return Files.isDirectory(usual) ? jars(usual) : List.of();
        }
        var folder = Path.of(configured).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new HandlersException(
                    FOLDER + " names " + folder + ", and there is no such folder.",
                    "Create the folder and put the jars of your handlers into it, or leave " + FOLDER + " out.");
        }
        return jars(folder);
    }

    private static List<Path> jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    private static List<String> classNames(Path jar) {
        try (var open = new JarFile(jar.toFile());
                Stream<String> names = open.stream().map(entry -> entry.getName())) {
            return names.filter(name ->
                            name.endsWith(CLASS) && !name.endsWith("-info.class") && !name.startsWith("META-INF"))
                    .map(name ->
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new HandlersException(
                    "The file " + jar + " cannot be read as a jar: " + e.getMessage(),
                    "Build it or copy it anew, or take it out of the folder.");
        }
    }

    private static boolean isHandler(String name, Path jar, ClassLoader loader) {
        try {
            var type = Class.forName(name, false, loader);
            return TaskHandler.class.isAssignableFrom(type)
                    && !Modifier.isAbstract(type.getModifiers())
                    && isOnItsOwn(type);
        } catch (UnsupportedClassVersionError e) {
            log.warn("event=class-passed-over class={} jar={}: made for a later Java than this one", name, jar, e);
        } catch (ClassNotFoundException | LinkageError e) {
            // A jar may hold classes for what is not there; a handler among them will be missed by its tasks.
            log.debug("event=class-passed-over class={} jar={}", name, jar, e);
        }
        return false;
    }

    /** Whether it can be made without an object or a method around it. */
    private static boolean isOnItsOwn(Class<?> type) {
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && (!type.isMemberClass() || Modifier.isStatic(type.getModifiers()));
    }

    private static void note(String name, Path jar, Map<String, Path> found) {
        var other = found.putIfAbsent(name, jar);
        if (other != null) {
            throw new HandlersException(
                    "The handler " + name + " is in two jars: " + other + " and " + jar + '.',
                    "Remove one of them; the older, if they are two versions of one.");
        }
        log.info("event=handler-found class={} jar={}", name, jar.getFileName());
    }

    private static RootBeanDefinition definition(String name, ClassLoader loader) {
        try {
            return new RootBeanDefinition(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class was found once and not again: " + name, e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("cannot load " + jar, e);
        }
    }
}
