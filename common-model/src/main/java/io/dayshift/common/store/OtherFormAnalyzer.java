package io.dayshift.common.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the service does not start and what to do. */
final class OtherFormAnalyzer extends AbstractFailureAnalyzer<OtherFormException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, OtherFormException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
