package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskRun;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.TaskId;
import io.dayshift.worker.run.Payloads;
import java.time.Duration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An attempt with that payload, for handlers to be tried on. */
record FakeRun(String json, int attempt) implements TaskRun {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    FakeRun(String json) {
        this(json, 1);
    }

    @Override
    public TaskId id() {
        return new TaskId("019ac300-0000-7000-8000-000000000001");
    }

    @Override
    public int maxAttempts() {
        return 3;
    }

    @Override
    public long fencingToken() {
        return attempt;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Json payload() {
        return new Json(json);
    }

    @Override
    public <T> T payload(Class<T> as) {
        return Payloads.read(STRICT, payload(), as);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void progress(int percent, String message) {}
}
