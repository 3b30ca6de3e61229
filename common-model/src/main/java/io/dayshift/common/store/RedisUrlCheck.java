package io.dayshift.common.store;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses an address of Redis that is none. Whoever reads it later would show it in the log as it is, with the password; so
 * it is looked at as soon as the settings are known.
 */
final class RedisUrlCheck implements EnvironmentPostProcessor, Ordered {

    private static final String URL = "spring.data.redis.url";

    /** When all sources of settings have been read. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var url = environment.getProperty(URL, "");
        if (!url.isEmpty()) {
            check(url);
        }
    }

    private static void check(String url) {
        try {
            var uri = new URI(url);
            if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
                throw new RedisUrlException("begins with neither redis:// nor rediss://");
            }
            if (uri.getHost() == null) {
                throw new RedisUrlException(
                        "has no host that can be read: none is there, or a character of the user or password has to be encoded,"
                                + " or one of the host's name, such as _, may not be in one");
            }
        } catch (URISyntaxException e) {
            // The message of that one has the address in it, so it goes no further.
            throw new RedisUrlException("is no URL (" + e.getReason() + " at position " + e.getIndex() + ")");
        }
    }
}
