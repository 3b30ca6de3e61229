package io.dayshift.worker.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests and follows redirects, up to five and never to another scheme; what it does not follow is the answer. The
 * client's own policies would go from http to https.
 */
final class Redirects {

    private static final int MOST = 5;
    private static final Set<Integer> SAME_METHOD = Set.of(307, 308);
    private static final Set<Integer> ALL = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-encoding", "content-language");

    private final HttpClient client;

    /** Takes a client that follows none by itself. */
    Redirects(HttpClient client) {
        this.client = client;
    }

    HttpResponse<InputStream> send(HttpRequest first) throws IOException, InterruptedException {
        var answer = client.send(first, HttpResponse.BodyHandlers.ofInputStream());
        for (var followed = 0; followed < MOST; followed++) {
            var next = next(answer);
            if (next.isEmpty()) {
                return answer;
            }
            answer.body().close();
            answer = client.send(next.get(), HttpResponse.BodyHandlers.ofInputStream());
        }
        return answer;
    }

    private static Optional<HttpRequest> next(HttpResponse<?> answer) {
        var sent = answer.request();
        if (!ALL.contains(answer.statusCode())) {
            return Optional.empty();
        }
        return target(answer)
                .filter(target -> sent.uri().getScheme().equalsIgnoreCase(target.getScheme()))
                .filter(target -> target.getHost() != null)
                .map(target -> request(sent, target, answer.statusCode()));
    }

    private static Optional<URI> target(HttpResponse<?> answer) {
        try {
            return answer.headers().firstValue("Location").map(answer.request().uri()::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same request to another place; as browsers do, one that has a body may become a GET. */
    private static HttpRequest request(HttpRequest sent, URI target, int status) {
        var sameOrigin = Objects.equals(sent.uri().getRawAuthority(), target.getRawAuthority());
        var becomesGet = !SAME_METHOD.contains(status)
                && !sent.method().equals("HEAD")
                && (status == 303 || sent.method().equals("POST"));
        var next = HttpRequest.newBuilder(sent, (name, value) -> keeps(name, sameOrigin, becomesGet))
                .uri(target);
        return becomesGet ? next.method("GET", BodyPublishers.noBody()).build() : next.build();
    }

    private static boolean keeps(String header, boolean sameOrigin, boolean becomesGet) {
        var name = header.toLowerCase(Locale.ROOT);
        return (sameOrigin || !SECRETS.contains(name)) && !(becomesGet && OF_THE_BODY.contains(name));
    }
}
