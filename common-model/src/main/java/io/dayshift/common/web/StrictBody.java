package io.dayshift.common.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Checks the bytes of a body before Jackson reads it, which would guess its encoding, take half characters and bytes that
 * are no UTF-8, and read {@code null} as if there were no body.
 */
@RestControllerAdvice
class StrictBody extends RequestBodyAdviceAdapter {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converterType);
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        var bytes = message.getBody().readAllBytes();
        check(Utf8.decode(bytes));
        return new Checked(message.getHeaders(), new ByteArrayInputStream(bytes));
    }

    private static void check(String text) {
        if (text.indexOf(BYTE_ORDER_MARK) == 0 || text.indexOf(0) >= 0) {
            throw Problem.unreadable("The body is not JSON in plain UTF-8.", List.of());
        }
        if (text.strip().equals("null")) {
            throw Problem.unreadable("The body must be a JSON object.", List.of());
        }
        Surrogates.check(text);
    }

    private record Checked(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {}
}
