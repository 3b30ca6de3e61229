package io.dayshift.worker.run;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.store.Finish;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskError.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** Calls handlers and makes of what they do an end that can be reported. Nothing a handler throws gets past here. */
@Slf4j
@Component
final class Workbench {

    private final HandlerRegistry handlers;
    private final JsonMapper json;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    /** What runs are counted by. */
    private record Outcome(String type, boolean succeeded) {}

    Workbench(HandlerRegistry handlers, JsonMapper json, InstantSource clock, MeterRegistry meters) {
        this.handlers = handlers;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /** Runs a task to its end on the calling thread. */
    Ended run(Run run) {
        if (!run.begin(clock.instant())) {
            return new Ended(run, Optional.empty());
        }
        MDC.put("taskId", run.id().value());
        MDC.put("workerId", run.session().workerId());
        try {
            return ended(run, attempt(run));
        } finally {
            MDC.clear();
            run.end();
        }
    }

    private static Ended ended(Run run, Finish finish) {
        var dropped = finish instanceof Finish.Failure
                && run.stopped()
                        .filter(stop -> stop.reason() != Run.Reason.TIMED_OUT)
                        .isPresent();
        return new Ended(run, dropped ? Optional.empty() : Optional.of(finish));
    }

    private Finish attempt(Run run) {
        var handler = handlers.of(run.task().lane().type());
        if (handler.isEmpty()) {
            return failure(run, Kind.NO_HANDLER, "The worker has no handler for this type any more.");
        }
        var timing = Timer.start();
        Finish finish;
        try {
            finish = success(run, handler.get());
        } catch (TaskRejectedException e) {
            finish = rejected(run, Kind.REJECTED, message(e));
        } catch (Throwable e) {
            // Errors too: a handler that runs out of stack or misses a class fails its task, not the worker.
            finish = failed(run, e);
        }
        timing.stop(timer(run, finish));
        return finish;
    }

    private Finish failed(Run run, Throwable failure) {
        if (run.stopped().filter(stop -> stop.reason() == Run.Reason.TIMED_OUT).isPresent()) {
            return timedOut(run);
        }
        if (log.isDebugEnabled()) {
            log.debug("event=handler-failed trace={}", Traces.of(failure));
        }
        return failure(run, Kind.HANDLER, message(failure));
    }

    private Finish success(Run run, TaskHandler handler) throws Exception {
        var result = handler.handle(run);
        if (run.stopped().filter(stop -> stop.reason() == Run.Reason.TIMED_OUT).isPresent()) {
            return timedOut(run);
        }
        try {
            var encoded = encode(run, result);
            return encoded.isTooLarge()
                    ? rejected(run, Kind.RESULT_TOO_LARGE, "The result is larger than the 256 KiB a result may have.")
                    : new Finish.Success(run.id(), run.task().attempt(), encoded);
        } catch (JacksonException e) {
            return rejected(
                    run, Kind.RESULT_NOT_JSON, "The result is not JSON: " + PlainWords.of(e.getOriginalMessage()));
        }
    }

    private Json encode(Run run, @Nullable Object result) {
        if (result instanceof Json given) {
            // What was checked when it was submitted need not be checked again.
            if (!given.equals(run.payload())) {
                validate(given);
            }
            return given;
        }
        return new Json(json.writeValueAsString(result));
    }

    /** Reads to the end what must be one value. */
    private void validate(Json given) {
        try (var parser = json.createParser(given.text())) {
            if (parser.nextToken() == null) {
                throw new StreamReadException(parser, "there is no value");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "there is more than one value");
            }
        }
    }

    private static Finish failure(Run run, Kind kind, String message) {
        var rest = run.task().retry().restAfter(run.attempt(), ThreadLocalRandom.current());
        return new Finish.Failure(run.id(), run.task().attempt(), new TaskError(kind, message), Optional.of(rest));
    }

    /** A failure that no further attempt can mend. */
    private static Finish rejected(Run run, Kind kind, String message) {
        return new Finish.Failure(run.id(), run.task().attempt(), new TaskError(kind, message), Optional.empty());
    }

    /** The failure of a run that took longer than it may. */
    static Finish timedOut(Run run) {
        return failure(run, Kind.TIMEOUT, "It ran longer than its timeout of " + run.timeout() + ".");
    }

    private static String message(Throwable failure) {
        var name = failure.getClass().getSimpleName();
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException e) {
            log.debug("event=no-message of={} trace={}", name, Traces.of(e));
            return name;
        }
        if (failure instanceof TaskRejectedException) {
            return message == null ? "The handler rejected the task." : message;
        }
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    private Timer timer(Run run, Finish finish) {
        return timers.computeIfAbsent(
                new Outcome(run.task().lane().type(), finish instanceof Finish.Success), this::register);
    }

    private Timer register(Outcome outcome) {
        return Timer.builder("dayshift.run")
                .description("from the call of the handler to its return")
                .tag("type", outcome.type())
                .tag("outcome", outcome.succeeded() ? "succeeded" : "failed")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(meters);
    }
}
