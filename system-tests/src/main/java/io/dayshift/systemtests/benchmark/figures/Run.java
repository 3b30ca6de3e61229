package io.dayshift.systemtests.benchmark.figures;

import java.util.Map;

/**
 * One run of a measure.
 *
 * @param build which build was measured; empty when there is one only
 * @param number counts the runs of a measure from 1
 * @param values numbers by name, the unit being part of each name
 */
public record Run(Measure measure, String build, int number, Map<String, Double> values) {

    public static Run of(Measure measure, int number, Values values) {
        return of(measure, "", number, values);
    }

    public static Run of(Measure measure, String build, int number, Values values) {
        return new Run(measure, build, number, values.byName());
    }
}
