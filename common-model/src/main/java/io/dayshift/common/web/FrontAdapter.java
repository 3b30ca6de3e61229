package io.dayshift.common.web;

import java.io.IOException;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Sees each request before Tomcat's own adapter does, and offers it to the short way first. Requests that Tomcat has refused
 * already go the long way, which says so.
 */
final class FrontAdapter implements Adapter {

    private static final int NOT_REFUSED = 200;
    private static final String TRACE = "TRACE";

    /** By this name nobody knows the method, as names of methods are told apart by case. */
    private static final String NOT_TRACE = "trace";

    private final ShortWay shortWay;
    private final Adapter longWay;

    FrontAdapter(ShortWay shortWay, Adapter longWay) {
        this.shortWay = shortWay;
        this.longWay = longWay;
    }

    /** What has been read of a body may be given back for this one request; the next on the connection has its own. */
    @Override
    public void service(Request request, Response response) throws Exception {
        hideTrace(request);
        var unread = request.getInputBuffer();
        try {
            if (response.getStatus() != NOT_REFUSED || !isTaken(request, response)) {
                longWay.service(request, response);
            }
        } finally {
            request.setInputBuffer(unread);
        }
    }

    /**
     * Has TRACE refused as any method that a route has not: Tomcat would refuse it before anybody is asked who he is, and name
     * methods that no route has; a servlet would answer by all that was sent.
     */
    private static void hideTrace(Request request) {
        if (TRACE.equals(request.getMethod())) {
            request.setMethod(NOT_TRACE);
        }
    }

    private boolean isTaken(Request request, Response response) {
        try {
            return shortWay.take(request, response);
        } catch (IOException e) {
            response.action(ActionCode.CLOSE_NOW, e);
            return true;
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return longWay.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return longWay.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        longWay.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        longWay.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return longWay.getDomain();
    }
}
