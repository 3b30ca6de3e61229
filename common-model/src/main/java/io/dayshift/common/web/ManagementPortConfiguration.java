package io.dayshift.common.web;

import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Gives the actuator, where it has a port and so a server of its own, the strictness of the other port. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@Import(TomcatConfiguration.class)
class ManagementPortConfiguration {

    /** Leaves every error to the valve: Spring's page for them would have a form of its own. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noErrorPages() {
        return factory -> factory.setErrorPages(Set.of());
    }

    @Bean
    FilterRegistrationBean<BodyFilter> managementBodyFilter(
            @Qualifier("bodyFilter") FilterRegistrationBean<BodyFilter> main) {
        var filter = new FilterRegistrationBean<>(Objects.requireNonNull(main.getFilter()));
        filter.setOrder(main.getOrder());
        return filter;
    }
}
