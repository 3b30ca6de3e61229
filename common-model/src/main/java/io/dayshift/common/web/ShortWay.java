package io.dayshift.common.web;

import java.io.IOException;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * Answers some requests as soon as their headers are read, before Tomcat makes anything of them for servlets, filters and
 * Spring MVC: the long way, which costs several times what a plain request needs.
 */
@FunctionalInterface
public interface ShortWay {

    /**
     * Answers a request, or leaves it to the long way as if it had never been looked at.
     *
     * @return whether it was answered
     * @throws IOException when the caller has hung up
     */
    boolean take(Request request, Response response) throws IOException;
}
