package io.dayshift.worker.handlers;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Says where a redirect leads: never to another scheme. What is not followed is the answer. */
final class Redirects {

    /** Most that are followed in one call. */
    static final int MOST = 5;

    private static final Set<Integer> SAME_METHOD = Set.of(307, 308);
    private static final Set<Integer> ALL = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-encoding", "content-language");

    private Redirects() {}

    /** The call that an answer asks for; empty when it asks for none, or for one that is not followed. */
    static Optional<HttpCall> next(HttpCall sent, HttpAnswer answer) {
        if (!ALL.contains(answer.status())) {
            return Optional.empty();
        }
        return target(sent, answer)
                .filter(target -> sent.head().uri().getScheme().equalsIgnoreCase(target.getScheme()))
                .filter(target -> target.getHost() != null && target.getRawUserInfo() == null)
                .map(target -> call(sent, target, answer.status()));
    }

    private static Optional<URI> target(HttpCall sent, HttpAnswer answer) {
        try {
            return answer.location().map(sent.head().uri()::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same request to another place; as browsers do, one that has a body may become a GET. */
    private static HttpCall call(HttpCall call, URI target, int status) {
        var sent = call.head();
        var sameOrigin = Objects.equals(sent.uri().getRawAuthority(), target.getRawAuthority());
        var becomesGet = !SAME_METHOD.contains(status)
                && !sent.method().equals("HEAD")
                && (status == 303 || sent.method().equals("POST"));
        var next = HttpRequest.newBuilder(sent, (name, _) -> keeps(name, sameOrigin, becomesGet))
                .uri(target);
        return becomesGet ? new HttpCall(next.GET().build(), null) : new HttpCall(next.build(), call.body());
    }

    private static boolean keeps(String header, boolean sameOrigin, boolean becomesGet) {
        var name = header.toLowerCase(Locale.ROOT);
        return (sameOrigin || !SECRETS.contains(name)) && !(becomesGet && OF_THE_BODY.contains(name));
    }
}
