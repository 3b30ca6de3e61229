package io.dayshift.common.worker;

import java.net.URI;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a worker says of itself when it comes to work.
 *
 * @param address where managers reach it: http or https, host and port, no path
 * @param capacity tasks it runs at a time
 * @param types task types it has handlers for
 * @param labels matched against what tasks require
 */
public record Registration(
        WorkerSession session, URI address, int capacity, SortedSet<String> types, SortedMap<String, String> labels) {}
