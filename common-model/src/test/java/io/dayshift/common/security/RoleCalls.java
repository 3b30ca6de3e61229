package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running service with the token of each role in turn. */
public record RoleCalls(int port) {

    public static final List<String> ROLES = Stream.of(Role.values())
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final String ID = "019ac300-0000-7000-8000-000000000001";
    private static final String NO_ROUTE = "There is nothing at this path";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static String tokenOf(String role) {
        return role + "-0123456789abcdef";
    }

    /** What the log calls the bearer of that role's token. */
    public static String nameOf(String role) {
        return "token:" + HexFormat.of().formatHex(Token.sha256(tokenOf(role))).substring(0, 8);
    }

    /** A request with that token, or with none. */
    public HttpResponse<String> call(String method, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path.replace("{id}", ID)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("POST")
                                ? BodyPublishers.ofString("{\"type\":\"echo\"}")
                                : BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Every route of the OpenAPI document, such as {@code GET /v1/tasks/{id}}. */
    public Set<String> documentedRoutes() {
        var document =
                JsonMapper.shared().readTree(call("GET", "/v3/api-docs", null).body());
        var routes = new TreeSet<String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    routes.add(operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey());
                }
            }
        }
        return routes;
    }

    /** Checks that those roles, and nobody else, may call that. */
    public void assertOnly(Set<String> allowed, String method, String path) {
        for (var role : ROLES) {
            var answer = call(method, path, tokenOf(role));
            if (allowed.contains(role)) {
                assertThat(answer.statusCode()).as(role).isNotIn(401, 403, 405);
                assertThat(answer.body()).as(role).doesNotContain(NO_ROUTE);
            } else {
                assertThat(answer.statusCode()).as(role).isEqualTo(403);
            }
        }
        assertUnauthorized(method, call(method, path, null), "Bearer");
        assertUnauthorized(method, call(method, path, "wrong-0123456789ab"), "Bearer error=\"invalid_token\"");
    }

    /** Checks that HEAD is answered as GET to everybody. */
    public void assertHeadIsAsGet(String path) {
        for (var role : ROLES) {
            assertThat(call("HEAD", path, tokenOf(role)).statusCode())
                    .as(role)
                    .isEqualTo(call("GET", path, tokenOf(role)).statusCode());
        }
        assertUnauthorized("HEAD", call("HEAD", path, null), "Bearer");
    }

    /** Checks that the answer is the one for nobody known. */
    public static void assertUnauthorized(String method, HttpResponse<String> answer, String challenge) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().map())
                .containsEntry("WWW-Authenticate", List.of(challenge))
                .containsEntry("Content-Type", List.of("application/problem+json"));
        if (!method.equals("HEAD")) {
            assertThat(answer.body()).contains("urn:dayshift:problem:unauthorized");
        }
    }

    /** Checks that there is nothing at a path for anybody known, and that nobody else learns as much. */
    public void assertNothingAt(String method, String path) {
        for (var role : ROLES) {
            var answer = call(method, path, tokenOf(role));
            assertThat(answer.statusCode()).as(role).isEqualTo(404);
            assertThat(answer.body()).as(role).contains("urn:dayshift:problem:not-found", NO_ROUTE);
        }
        assertUnauthorized(method, call(method, path, null), "Bearer");
    }

    /** The properties that set a token for every role. */
    public static Map<String, Object> tokens() {
        return ROLES.stream()
                .collect(Collectors.toMap(role -> "dayshift.security.tokens." + role, role -> (Object) tokenOf(role)));
    }
}
