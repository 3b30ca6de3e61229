package io.dayshift.worker.run;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the worker does not start and what to do. */
final class HandlersAnalyzer extends AbstractFailureAnalyzer<HandlersException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, HandlersException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
