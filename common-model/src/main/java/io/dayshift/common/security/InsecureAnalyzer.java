package io.dayshift.common.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the service does not start and what to do. */
final class InsecureAnalyzer extends AbstractFailureAnalyzer<InsecureException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InsecureException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set dayshift.security.tokens.<role> (" + Role.names() + ") to secrets of at least 16 characters,"
                        + " or configure JWTs or client certificates (docs/security.md has all three), or serve this"
                        + " machine only with server.address=127.0.0.1 and, for a management.server.port of its own,"
                        + " management.server.address=127.0.0.1.",
                cause);
    }
}
