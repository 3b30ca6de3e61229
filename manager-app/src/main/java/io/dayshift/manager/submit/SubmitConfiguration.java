package io.dayshift.manager.submit;

import io.dayshift.common.security.Pass;
import io.dayshift.manager.system.Farewell;
import io.dayshift.manager.system.SubmitRate;
import io.dayshift.manager.system.WaitLimit;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Puts the short way of a single task in front of the long one. */
@Configuration(proxyBeanMethods = false)
class SubmitConfiguration {

    /** Bodies are bounded and requests counted before it: those filters are of the two highest precedences. */
    private static final int BEHIND_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    FilterRegistrationBean<ExpressFilter> express(
            Intake intake,
            InstantSource clock,
            Pass pass,
            SubmitRate rate,
            WaitLimit waits,
            Farewell farewell,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            JsonMapper json) {
        var filter = new FilterRegistrationBean<>(
                new ExpressFilter(intake, clock, pass, rate, waits, farewell, problems, json));
        filter.setOrder(BEHIND_OBSERVATION);
        return filter;
    }
}
