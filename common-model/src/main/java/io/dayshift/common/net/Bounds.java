package io.dayshift.common.net;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Bounds what an answer may be: its length, and the time from the call to its last byte. Time-outs of sockets bound only the
 * pauses between two bytes.
 *
 * @param longest in bytes
 * @param patience after which the call is broken off
 */
public record Bounds(long longest, Duration patience) implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Runnable breakOff = scope.originalRequest instanceof Cancellable call ? call::cancel : () -> {};
        var over = new CompletableFuture<Void>();
        var _ = over.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, late) -> {
            if (late != null) {
                breakOff.run();
            }
        });
        try {
            return bounded(chain.proceed(request, scope), over);
        } catch (IOException | HttpException | RuntimeException e) {
            over.complete(null);
            throw e;
        }
    }

    private ClassicHttpResponse bounded(ClassicHttpResponse answer, CompletableFuture<Void> over)
            throws AnswerTooLongException {
        var entity = answer.getEntity();
        if (entity == null) {
            over.complete(null);
            return answer;
        }
        if (entity.getContentLength() > longest) {
            var tooLong = new AnswerTooLongException(longest);
            over.completeExceptionally(tooLong);
            throw tooLong;
        }
        answer.setEntity(new HttpEntityWrapper(entity) {
            @Override
            public InputStream getContent() throws IOException {
                return new BoundedStream(super.getContent(), longest, over);
            }
        });
        return answer;
    }
}
