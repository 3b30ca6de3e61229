package io.dayshift.common.web;

import io.dayshift.common.task.TaskId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Makes a service strict about what comes in and plain about what was wrong. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitsProperties.class)
@Import({
    DescriptionPage.class,
    LateBeans.class,
    ProblemHandler.class,
    ProblemErrorController.class,
    StrictBody.class,
    TomcatConfiguration.class
})
public class WebConfiguration {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, LimitsProperties limits) {
        var filter = new FilterRegistrationBean<>(new BodyFilter(problems, limits));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Behind the chain of Spring Security. */
    @Bean
    FilterRegistrationBean<BodyBudget> bodyBudget(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, LimitsProperties limits) {
        var filter = new FilterRegistrationBean<>(new BodyBudget(problems, limits));
        filter.setOrder(0);
        return filter;
    }

    @Bean
    WebMvcConfigurer strictRequests() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new StrictRequest());
            }

            // Values check themselves. Else each start would build a Hibernate Validator, which is there for springdoc
            // to find.
            @Override
            public Validator getValidator() {
                return Validator.forInstanceOf(Void.class, (_, _) -> {});
            }
        };
    }

    /** What properties cannot say: nothing becomes a string or a word that was not one; instants have milliseconds, always. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.withCoercionConfig(
                        LogicalType.Textual,
                        textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(new SimpleModule("dayshift").addSerializer(Instant.class, new InstantWriter()));
    }

    /** Reads the id of a task in a path: what cannot be one is the id of no task. */
    @Bean
    Converter<String, TaskId> taskIds() {
        return new Converter<>() {
            @Override
            public TaskId convert(String text) {
                return TaskId.read(text).orElseThrow(() -> Problem.notFound("There is no such task."));
            }
        };
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(MILLISECONDS.format(instant));
        }
    }
}
