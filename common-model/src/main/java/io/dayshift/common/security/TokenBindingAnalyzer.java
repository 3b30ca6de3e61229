package io.dayshift.common.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which setting of tokens has not the form of one, before Spring Boot does, whose report shows what is set there. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TokenBindingAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName TOKENS = ConfigurationPropertyName.of("dayshift.security.tokens");

    /** Null, so that others are asked, for what is not about tokens. */
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BindException cause) {
        if (!TOKENS.equals(cause.getName()) && !TOKENS.isAncestorOf(cause.getName())) {
            return null;
        }
        return new FailureAnalysis(
                cause.getName() + " has not the form of tokens of a role.",
                "Set dayshift.security.tokens.<role> (" + Role.names()
                        + ") to a token, or to several parted by commas; or"
                        + " number them from 0, as dayshift.security.tokens.<role>[0], without a gap.",
                cause);
    }
}
