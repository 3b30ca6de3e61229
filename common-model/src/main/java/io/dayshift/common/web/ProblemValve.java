package io.dayshift.common.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Tomcat refuses before any of the application is asked, in JSON instead of HTML; and what was refused without a
 * word, as the actuator does.
 */
class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);
    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        var code = response.getStatus();
        if (code < FIRST_ERROR || response.getContentWritten() > 0) {
            return;
        }
        response.setError();
        if (!response.setErrorReported()) {
            return;
        }
        try {
            var writer = response.getReporter();
            if (writer != null) {
                response.setContentType("application/problem+json");
                response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                writer.write(json(code));
                response.finishResponse();
            }
        } catch (IOException e) {
            log.debug("event=error-unreported status={}", code, e);
        }
    }

    /** Nothing of the request goes into it, so there is nothing to escape. */
    private static String json(int code) {
        var known = Statuses.of(code);
        return "{\"type\":\"urn:dayshift:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(known.slug(), known.title(), code, known.detail());
    }
}
