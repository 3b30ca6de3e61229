package io.dayshift.helm;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Stands in for a cluster that holds Secrets, for the template function {@code lookup}; knows nothing else. */
final class FakeCluster implements AutoCloseable {

    private static final Gson JSON = new Gson();
    private static final String RESOURCES = "/api/v1";
    private static final String SECRETS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets/";

    private final HttpServer server;
    private final Map<String, Map<String, String>> secrets;

    /** Starts one whose Secrets have these names and base64 data, and points Helm to it. */
    FakeCluster(Map<String, Map<String, String>> secrets) throws IOException {
        this.secrets = secrets;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(Path.of(System.getenv("KUBECONFIG")), kubeconfig());
    }

    private String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: fake, user: {}}]
                contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                current-context: fake
                """.formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var name = path.replace(SECRETS, "");
        if (path.equals(RESOURCES)) {
            send(exchange, 200, resources());
        } else if (path.startsWith(SECRETS) && secrets.containsKey(name)) {
            send(exchange, 200, secret(name));
        } else {
            send(exchange, 404, Map.of("apiVersion", "v1", "kind", "Status", "reason", "NotFound", "code", 404));
        }
    }

    private static Map<String, Object> resources() {
        var secrets = Map.of(
                "name",
                "secrets",
                "singularName",
                "secret",
                "namespaced",
                true,
                "kind",
                "Secret",
                "verbs",
                List.of("get"));
        return Map.of(
                "apiVersion", "v1", "kind", "APIResourceList", "groupVersion", "v1", "resources", List.of(secrets));
    }

    private Map<String, Object> secret(String name) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", name, "namespace", Chart.NAMESPACE),
                "data",
                secrets.get(name));
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> body) {
        try (exchange) {
            var bytes = JSON.toJson(body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
