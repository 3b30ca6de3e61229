package io.dayshift.common.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /register}. What is missing is null here and refused with a word about it. */
public record RegisterRequest(
        @Schema(example = "w-9") @Nullable String workerId,

        @Schema(example = "http://127.0.0.1:8089", description = "where managers reach the worker") @Nullable
        String address,

        @Schema(example = "4", description = "tasks it runs at a time, 1 to 1024") @Nullable
        Integer capacity,

        @Schema(example = "[\"echo\"]", description = "task types it has handlers for") @Nullable
        List<String> types,

        @Schema(example = "{\"zone\": \"a\"}") @Nullable Map<String, String> labels,

        @Schema(example = "a-random-session", description = "8 to 64 random characters, new for each start") @Nullable
        String session) {}
