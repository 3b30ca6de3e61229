package io.dayshift.worker.handlers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The answer to a call.
 *
 * @param headers names in lower case; several of a name are joined by commas
 * @param body read as UTF-8
 */
record HttpAnswer(int status, SortedMap<String, String> headers, String body) {

    static HttpAnswer of(ClassicHttpResponse response) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            headers.merge(header.getName(), header.getValue(), (one, other) -> one + ", " + other);
        }
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        var body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new HttpAnswer(response.getCode(), lower, new String(body, StandardCharsets.UTF_8));
    }

    /** Where it redirects to; an empty one leads nowhere. */
    Optional<String> location() {
        return Optional.ofNullable(headers.get("location")).filter(location -> !location.isBlank());
    }
}
