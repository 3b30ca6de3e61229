package io.dayshift.common.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/**
 * Asks the issuer of JWTs for its keys. Each token that names a key nobody knows has them asked for anew, whoever has made it
 * up; so an answer is kept for a while, and given again to whoever asks within it.
 */
final class IssuerCalls implements ClientHttpRequestInterceptor {

    /** How long a new key of the issuer may stay unknown. */
    static final Duration KEPT = Duration.ofSeconds(10);

    private static final Duration KEPT_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1024 * 1024;

    /** By address; there are two at most, that of the keys and that of what says where they are. */
    private final Map<URI, Heard> heard = new ConcurrentHashMap<>();

    private IssuerCalls() {}

    /** What keeps to it. */
    static RestOperations rest() {
        var factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(PATIENCE);
        factory.setReadTimeout(PATIENCE);
        var rest = new RestTemplate(factory);
        rest.getInterceptors().add(new IssuerCalls());
        return rest;
    }

    /** What came of a call. */
    private sealed interface Heard {

        /** Until when it is kept, as {@link System#nanoTime}. */
        long until();

        default boolean isFresh() {
            return System.nanoTime() - until() < 0;
        }
    }

    private record Failure(long until, IOException cause) implements Heard {}

    /** An answer that can be read again and again. */
    private static final class Answer implements Heard, ClientHttpResponse {

        private final long until;
        private final HttpStatusCode status;
        private final String text;
        private final HttpHeaders headers;
        private final byte[] body;

        Answer(ClientHttpResponse answer) throws IOException {
            status = answer.getStatusCode();
            text = answer.getStatusText();
            headers = answer.getHeaders();
            body = answer.getBody().readNBytes(LONGEST);
            until = after(status.is2xxSuccessful() ? KEPT : KEPT_FAILURE);
        }

        @Override
        public long until() {
            return until;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return text;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var kept = heard.compute(
                request.getURI(), (_, last) -> last != null && last.isFresh() ? last : ask(request, body, execution));
        return switch (kept) {
            case Answer answer -> answer;
            case Failure failure -> throw new IOException(failure.cause().getMessage(), failure.cause());
        };
    }

    private static Heard ask(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        try (var answer = execution.execute(request, body)) {
            return new Answer(answer);
        } catch (IOException e) {
            return new Failure(after(KEPT_FAILURE), e);
        }
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
