package io.dayshift.common.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /assign}: tasks that are in the worker's queue already. */
public record AssignRequest(
        @Nullable String session, @Nullable List<String> taskIds) {}
