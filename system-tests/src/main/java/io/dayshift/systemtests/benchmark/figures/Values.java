package io.dayshift.systemtests.benchmark.figures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What one run of a measure has brought: numbers by name, the unit being part of each name. */
public final class Values {

    private final SequencedMap<String, Double> byName = new LinkedHashMap<>();

    /** Adds a number; returns this. */
    public Values with(String name, double value) {
        byName.put(name, value);
        return this;
    }

    /** Adds a row of the table; returns this. */
    public Values with(Quantity quantity, double value) {
        return with(quantity.key(), value);
    }

    /** Adds all numbers of others; returns this. */
    public Values with(Values others) {
        byName.putAll(others.byName);
        return this;
    }

    /** The number of that name, which has to be there. */
    public double get(Quantity quantity) {
        var value = byName.get(quantity.key());
        if (value == null) {
            throw new IllegalArgumentException("no " + quantity.key() + " in " + byName);
        }
        return value;
    }

    public SequencedMap<String, Double> byName() {
        return Collections.unmodifiableSequencedMap(byName);
    }
}
