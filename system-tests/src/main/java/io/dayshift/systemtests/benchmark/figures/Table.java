package io.dayshift.systemtests.benchmark.figures;

import java.io.PrintStream;
import java.util.List;

/** Figures for people, one in a row. */
public final class Table {

    private static final String ROW = "| %-38s | %10s | %-21s | %-13s | %-9s | %-6s |%n";

    private Table() {}

    /** Prints a row for each figure. */
    public static void print(PrintStream out, List<Figure> figures) {
        out.printf(ROW, "measure", "median", "least .. most", "unit", "target", "");
        out.printf(ROW, "-".repeat(38), "-".repeat(10), "-".repeat(21), "-".repeat(13), "-".repeat(9), "-".repeat(6));
        figures.forEach(figure -> {
            var quantity = figure.quantity();
            out.printf(
                    ROW,
                    quantity.label(),
                    Quantity.plain(figure.median()),
                    figure.spread(),
                    quantity.unit(),
                    quantity.target(),
                    quantity.verdict(figure.median()));
        });
    }

    /** Prints, for each figure, how the second build compares with the first. */
    public static void printRatios(PrintStream out, List<Figure> ratios) {
        out.printf(ROW, "measure", "B / A", "least .. most", "of", "", "");
        ratios.forEach(ratio -> out.printf(
                ROW,
                ratio.quantity().label(),
                Quantity.plain(ratio.median()),
                ratio.spread(),
                ratio.quantity().unit(),
                "",
                ""));
    }
}
