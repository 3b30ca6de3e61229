package io.dayshift.common.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Writes the head of the API's description. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    @Lazy
    OpenAPI openApi(Environment environment) {
        var api = new OpenAPI()
                .info(new Info()
                        .title(environment.getProperty("dayshift.api.title", "Dayshift"))
                        .description(environment.getProperty("dayshift.api.description", ""))
                        .version("v1"));
        return api.components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }
}
