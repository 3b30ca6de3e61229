package io.dayshift.common.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * A response that is sent when it is complete. Spring flushes what it has written at once, so that Tomcat, which cannot know
 * that nothing follows, would send it in chunks and by two writes; this way it is one, with its length. What is written
 * asynchronously, such as a stream of events, is flushed when its writer says so.
 */
final class WholeResponse extends HttpServletResponseWrapper {

    private final HttpServletRequest request;

    WholeResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (request.isAsyncStarted()) {
            super.flushBuffer();
        }
    }
}
