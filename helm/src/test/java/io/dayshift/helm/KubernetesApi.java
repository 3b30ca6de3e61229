package io.dayshift.helm;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The API of one version of Kubernetes, as its official Java client describes it: that is generated from what the API server
 * of the version says of itself, so it has no kind and no field that came later or was there before.
 */
final class KubernetesApi {

    private static final String PACKAGE = "io.kubernetes.client.openapi.";
    private static final Map<String, KubernetesApi> ALL = new ConcurrentHashMap<>();
    private static final Pattern WORD = Pattern.compile("(^|[./])([a-z])");

    private final Client client;

    private KubernetesApi(Client client) {
        this.client = client;
    }

    /** That of a version such as {@code 1.30.0}. */
    static KubernetesApi of(String version) {
        return ALL.computeIfAbsent(
                version.substring(0, version.lastIndexOf('.')), minor -> new KubernetesApi(Client.of(minor)));
    }

    /** What the server takes for a kind; empty when it serves none such in this group and version. */
    Optional<Model> model(String apiVersion, String kind) {
        return calls(apiVersion)
                .filter(call -> call.getName().equals("createNamespaced" + kind))
                .flatMap(call -> Stream.of(call.getParameterTypes()))
                .filter(parameter -> parameter.getName().startsWith(PACKAGE + "models."))
                .findFirst()
                .map(type -> new Model(type, gson()));
    }

    /** Those to a group: {@code policy/v1} is in {@code PolicyV1Api}. */
    private Stream<Method> calls(String apiVersion) {
        var group = apiVersion.contains("/") ? apiVersion.replace(".k8s.io/", "/") : "core/" + apiVersion;
        var name = WORD.matcher(group).replaceAll(match -> match.group(2).toUpperCase(Locale.ROOT));
        try {
            return Stream.of(client.loadClass(PACKAGE + "apis." + name + "Api").getMethods());
        } catch (ClassNotFoundException e) {
            // A group that this version does not serve.
            return Stream.empty();
        }
    }

    private Gson gson() {
        try {
            return (Gson) invoke(client.loadClass(PACKAGE + "JSON").getMethod("getGson"));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the client is not as expected", e);
        }
    }

    private static Object invoke(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError("the client is not as expected", e);
        }
    }

    /** What is taken for one kind. */
    record Model(Class<?> type, Gson gson) {

        /** Throws an error that names a field which is not known, is missing, or is of another type; returns what was read. */
        JsonElement read(JsonElement manifest) {
            var validation = Stream.of(type.getMethods())
                    .filter(method -> method.getName().matches("validateJson(Object|Element)"))
                    .findFirst()
                    .orElseThrow();
            invoke(validation, manifest);
            return new Gson().fromJson(gson.toJson(gson.fromJson(manifest, type)), JsonElement.class);
        }
    }

    /** Has its own classes of Kubernetes, and the libraries under them in common with the others. */
    private static final class Client extends URLClassLoader {

        private Client(URL jar) {
            super(new URL[] {jar}, KubernetesApi.class.getClassLoader());
        }

        static Client of(String minor) {
            var jar = Path.of("target", "kubernetes", minor + ".jar");
            if (!Files.isRegularFile(jar)) {
                throw new AssertionError("no client of Kubernetes " + minor + " at " + jar.toAbsolutePath());
            }
            try {
                return new Client(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.kubernetes.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
