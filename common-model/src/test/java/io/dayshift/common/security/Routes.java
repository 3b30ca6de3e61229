package io.dayshift.common.security;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The routes of a service as Spring MVC knows them, whether or not they are documented. */
public final class Routes {

    private static final String OWN_PACKAGES = "io.dayshift.";

    private Routes() {}

    /** Such as {@code GET /v1/tasks/{id}}; the method is {@code ANY} where none is named. */
    public static Set<String> of(RequestMappingHandlerMapping mapping) {
        var routes = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith(OWN_PACKAGES)) {
                add(info, routes);
            }
        });
        return routes;
    }

    private static void add(RequestMappingInfo info, Set<String> routes) {
        var methods = info.getMethodsCondition().getMethods();
        for (var path : info.getPatternValues()) {
            if (methods.isEmpty()) {
                routes.add("ANY " + path);
            }
            methods.forEach(method -> routes.add(method + " " + path));
        }
    }
}
