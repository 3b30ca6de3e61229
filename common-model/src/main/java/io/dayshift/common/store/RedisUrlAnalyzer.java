package io.dayshift.common.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words what an address of Redis looks like. */
final class RedisUrlAnalyzer extends AbstractFailureAnalyzer<RedisUrlException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, RedisUrlException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set it to an address such as redis://user:password@host:6379/0, or rediss:// for TLS, with characters such as"
                        + " @, / and % in the password percent-encoded; or set spring.data.redis.host, .port, .username and"
                        + " .password one by one, as they are.",
                cause);
    }
}
