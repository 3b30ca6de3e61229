package io.dayshift.manager.submit;

import io.dayshift.common.web.ShortWay;
import io.dayshift.common.web.TimedProtocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/** Puts the short way of a single task in front of the long one. */
@Configuration(proxyBeanMethods = false)
class SubmitConfiguration {

    /** Left out where something else would have to see each request first: a log of all, or who stands behind a proxy. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortWay(
            ServerProperties server, TomcatServerProperties tomcat, ObjectProvider<Express> express) {
        // The server is made before what it serves.
        var made = SingletonSupplier.of(express::getObject);
        ShortWay shortWay = (request, response) -> made.obtain().take(request, response);
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (isFree(server, tomcat) && connector.getProtocolHandler() instanceof TimedProtocol protocol) {
                protocol.offerTo(shortWay);
            }
        });
    }

    private static boolean isFree(ServerProperties server, TomcatServerProperties tomcat) {
        return server.getForwardHeadersStrategy() == ForwardHeadersStrategy.NONE
                && !StringUtils.hasLength(server.getServlet().getContextPath())
                && !tomcat.getAccesslog().isEnabled();
    }
}
