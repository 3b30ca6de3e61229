package io.dayshift.common.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /register}. What is missing is null here and refused with a word about it. */
public record RegisterRequest(
        @Nullable String workerId,
        @Nullable String address,
        @Nullable Integer capacity,
        @Nullable List<String> types,
        @Nullable Map<String, String> labels,
        @Nullable String session) {}
