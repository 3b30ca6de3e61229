package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
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
        var jars = jars(folder(context.getEnvironment().getProperty(FOLDER)));
        if (jars.isEmpty()) {
            return;
        }
        var loader =
                new URLClassLoader(jars.stream().map(HandlerJars::url).toArray(URL[]::new), context.getClassLoader());
        context.setClassLoader(loader);
        Thread.currentThread().setContextClassLoader(loader);
        for (var jar : jars) {
            classNames(jar).forEach(name -> register(load(name, loader), jar, context));
        }
    }

    private static Path folder(@Nullable String configured) {
        return configured != null
                ? Path.of(configured)
                : new ApplicationHome(HandlerJars.class).getDir().toPath().resolve("handlers");
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
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
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // A jar may hold classes for what is not there; a handler among them will be missed by its tasks.
            log.debug("event=class-passed-over class={}", name, e);
            return Object.class;
        }
    }

    private static void register(Class<?> found, Path jar, BeanDefinitionRegistry registry) {
        if (TaskHandler.class.isAssignableFrom(found)
                && !found.isInterface()
                && !Modifier.isAbstract(found.getModifiers())) {
            var definition = new RootBeanDefinition(found);
            registry.registerBeanDefinition(found.getName(), definition);
            log.info("event=handler-found class={} jar={}", found.getName(), jar.getFileName());
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
