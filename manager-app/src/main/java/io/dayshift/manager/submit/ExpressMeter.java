package io.dayshift.manager.submit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Counts what goes the short way among all requests, as Spring counts those of the long one. */
@Component
final class ExpressMeter {

    private final Map<HttpStatus, Timer> timers = new EnumMap<>(HttpStatus.class);

    ExpressMeter(MeterRegistry meters) {
        for (var status : new HttpStatus[] {HttpStatus.OK, HttpStatus.ACCEPTED}) {
            var timer = Timer.builder("http.server.requests")
                    .tags("error", "none", "exception", "none", "method", "POST", "outcome", "SUCCESS")
                    .tags("status", Integer.toString(status.value()), "uri", PlainSubmit.PATH)
                    .register(meters);
            timers.put(status, timer);
        }
    }

    /**
     * Counts a request that has been answered.
     *
     * @param began as {@link System#nanoTime}
     */
    void count(HttpStatus status, long began) {
        var timer = timers.get(status);
        if (timer == null) {
            throw new IllegalStateException("nothing is answered " + status.value() + " on the short way");
        }
        timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
}
