package io.dayshift.systemtests.benchmark.figures;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What several runs say of one quantity.
 *
 * @param runs one number for each run, in their order; at least one
 */
public record Figure(Quantity quantity, List<Double> runs) {

    public Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no run of " + quantity);
        }
    }

    /** What the runs say of a quantity; empty when none of them has it. */
    public static Optional<Figure> of(Quantity quantity, List<Run> runs) {
        var numbers = runs.stream()
                .filter(run -> run.measure() == quantity.measure())
                .flatMap(run -> Stream.ofNullable(run.values().get(quantity.key())))
                .toList();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(new Figure(quantity, numbers));
    }

    /** What the runs say of every quantity that they have. */
    public static List<Figure> all(List<Run> runs) {
        return Stream.of(Quantity.values())
                .flatMap(quantity -> of(quantity, runs).stream())
                .toList();
    }

    /** The middle of the runs; of an even number the mean of the two in the middle. */
    public double median() {
        var sorted = runs.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return runs.stream().mapToDouble(run -> run).min().orElseThrow();
    }

    public double most() {
        return runs.stream().mapToDouble(run -> run).max().orElseThrow();
    }

    /** From the least to the most, as it stands in a table. */
    public String spread() {
        return Quantity.plain(least()) + " .. " + Quantity.plain(most());
    }
}
