package io.dayshift.worker.system;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this worker is, for as long as the process lives.
 *
 * @param capacity tasks it runs at a time
 */
public record Identity(String workerId, int capacity, SortedMap<String, String> labels) {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int RANDOM_LENGTH = 8;

    /** Takes what the properties say and fills in what they leave open. */
    static Identity of(WorkerProperties properties) {
        var id = properties.id();
        var capacity = properties.capacity();
        return new Identity(
                id == null || id.isBlank() ? randomId() : id,
                capacity == null ? 2 * Runtime.getRuntime().availableProcessors() : capacity,
                Collections.unmodifiableSortedMap(new TreeMap<>(properties.labels())));
    }

    private static String randomId() {
        var id = new StringBuilder("w-");
        new SecureRandom().ints(RANDOM_LENGTH, 0, LETTERS.length()).forEach(at -> id.append(LETTERS.charAt(at)));
        return id.toString();
    }
}
