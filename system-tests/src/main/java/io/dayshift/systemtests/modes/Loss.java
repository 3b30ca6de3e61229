package io.dayshift.systemtests.modes;

import io.dayshift.systemtests.crew.Submitters.Accepted;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a fault has cost.
 *
 * @param accepted tasks that clients were promised
 * @param lost those of them that are not known any more
 * @param silence the longest time in which no task was accepted
 */
record Loss(int accepted, int lost, Duration silence) {

    static Loss of(List<Accepted> accepted, int lost) {
        var longest = LongStream.range(1, accepted.size())
                .map(i -> accepted.get((int) i).at() - accepted.get((int) i - 1).at())
                .max()
                .orElse(0);
        return new Loss(accepted.size(), lost, Duration.ofNanos(longest));
    }
}
