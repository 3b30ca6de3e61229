package io.dayshift.common.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the service does not start and what to do. */
final class TokensAnalyzer extends AbstractFailureAnalyzer<TokensException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, TokensException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set dayshift.security.tokens.<role> (submit, read, operate, worker, manager, monitor) to secrets of at"
                        + " least 16 characters, or serve this machine only with server.address=127.0.0.1.",
                cause);
    }
}
