package io.dayshift.common.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /assign}: tasks that are in the worker's queue already. */
public record AssignRequest(
        @Schema(example = "a-random-session") @Nullable String session,

        @Schema(example = "[\"019ac300-0000-7000-8000-000000000001\"]") @Nullable
        List<String> taskIds) {}
