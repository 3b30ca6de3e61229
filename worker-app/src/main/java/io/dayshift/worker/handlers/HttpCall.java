package io.dayshift.worker.handlers;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is to be sent.
 *
 * @param head where it goes, method and headers, as the JDK has checked them
 * @param body sent in UTF-8; null for none
 */
record HttpCall(HttpRequest head, @Nullable String body) {

    HttpUriRequestBase toRequest() {
        var request = new HttpUriRequestBase(head.method(), head.uri());
        head.headers().map().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
        }
        return request;
    }
}
