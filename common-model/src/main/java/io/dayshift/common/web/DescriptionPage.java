package io.dayshift.common.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/**
 * Shows the description of the API in Swagger UI. It is files alone: springdoc's own way to it would have each start load all
 * that writes the description.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "springdoc.swagger-ui.enabled", matchIfMissing = true)
class DescriptionPage implements WebMvcConfigurer {

    /** Has what differs from the files of Swagger UI: where the description is. */
    private static final String OWN_FILES = "classpath:/swagger-ui/";

    private static final String FILES = "classpath:/META-INF/resources/webjars/swagger-ui/";

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/swagger-ui.html", "/swagger-ui/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        var version = new WebJarVersionLocator().version("swagger-ui");
        resources.addResourceHandler("/swagger-ui/**").addResourceLocations(OWN_FILES, FILES + version + "/");
    }
}
