package io.dayshift.systemtests.benchmark.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static Run bulk(int number, double rate) {
        return Run.of(Measure.BULK, number, new Values().with(Quantity.BULK_RATE, rate));
    }

    @Test
    void is_the_median_of_the_runs() {
        var runs = List.of(bulk(1, 30_000), bulk(2, 10_000), bulk(3, 20_000));

        var figure = Figure.of(Quantity.BULK_RATE, runs).orElseThrow();

        assertThat(figure.median()).isEqualTo(20_000);
        assertThat(figure.spread()).isEqualTo("10,000 .. 30,000");
        assertThat(figure.quantity().verdict(figure.median())).isEqualTo("met");
        assertThat(figure.quantity().verdict(19_999)).isEqualTo("missed");
    }

    @Test
    void takes_the_mean_of_the_two_in_the_middle() {
        var figure = new Figure(Quantity.ONE_P50, List.of(4.0, 1.0, 2.0, 3.0));

        assertThat(figure.median()).isEqualTo(2.5);
    }

    @Test
    void leaves_out_what_was_not_measured() {
        var figures = Figure.all(List.of(bulk(1, 1)));

        assertThat(figures).extracting(Figure::quantity).containsExactly(Quantity.BULK_RATE);
    }

    @Test
    void tells_measures_apart_that_use_the_same_name() {
        var always = Run.of(Measure.ALWAYS, 1, new Values().with(Quantity.ALWAYS_RATE, 5));

        assertThat(Figure.of(Quantity.BULK_RATE, List.of(always))).isEmpty();
    }
}
