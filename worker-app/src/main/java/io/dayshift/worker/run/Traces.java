package io.dayshift.worker.run;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows where something was thrown, without what it says: a handler's words may repeat a payload, which no log may have. */
final class Traces {

    private static final int MOST_CAUSES = 10;

    private Traces() {}

    /** The classes and frames of a failure and its causes, each on a line. */
    static String of(Throwable failure) {
        return Stream.iterate(failure, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .limit(MOST_CAUSES)
                .map(Traces::one)
                .collect(Collectors.joining("\n"));
    }

    private static String one(Throwable failure) {
        return Stream.concat(
                        Stream.of(failure.getClass().getName()),
                        Stream.of(failure.getStackTrace()).map(frame -> "\tat " + frame))
                .collect(Collectors.joining("\n"));
    }
}
