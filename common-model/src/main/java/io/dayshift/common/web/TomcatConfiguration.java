package io.dayshift.common.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What holds on every port, before the application is asked: no HTML, and no waiting for a request for ever. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    /** Added last, so that it is asked before the valve that Spring Boot adds. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve() {
        return factory -> factory.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(ProblemValve.class.getName());
            host.getPipeline().addValve(new ProblemValve());
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> timedProtocol(LimitsProperties limits) {
        return factory -> {
            factory.setProtocol(TimedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof TimedProtocol protocol) {
                    protocol.bound(limits.headTime(), limits.bodyTime());
                }
            });
        };
    }
}
