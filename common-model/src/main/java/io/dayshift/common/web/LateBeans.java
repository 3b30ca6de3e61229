package io.dayshift.common.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Has what no start needs made when somebody first asks for it: the description of the API, and Spring's templates for Redis,
 * which handlers of users' own may have. What this service works with is made at the start, so that it fails then or never.
 */
final class LateBeans implements BeanFactoryPostProcessor {

    private static final List<String> MAKERS =
            List.of("org.springdoc.", "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration");

    /** Answers with the description. */
    private static final String DESCRIPTION = "openApiResource";

    /** Have springdoc know types by being made, and nobody asks for them. */
    private static final List<String> BEFORE_DESCRIPTION = List.of("modelConverterRegistrar", "initExtraSchemas");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getBeanDefinitionNames()) {
            var bean = beans.getBeanDefinition(name);
            if (isLate(bean.getBeanClassName()) || isLate(bean.getFactoryBeanName())) {
                bean.setLazyInit(true);
            }
        }
        if (beans.containsBeanDefinition(DESCRIPTION)) {
            beans.getBeanDefinition(DESCRIPTION).setDependsOn(before(beans));
        }
    }

    /** Of a configuration class, or of a bean that one makes; these have its class for their name. */
    private static boolean isLate(@Nullable String maker) {
        return maker != null && MAKERS.stream().anyMatch(maker::startsWith);
    }

    private static String[] before(ConfigurableListableBeanFactory beans) {
        return BEFORE_DESCRIPTION.stream().filter(beans::containsBeanDefinition).toArray(String[]::new);
    }
}
