package io.dayshift.systemtests.faults.check;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a manager showed of a task. */
public record Reading(int status, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    JsonNode json() {
        return JSON.readTree(body);
    }

    String state() {
        return status == 200 ? json().get("state").stringValue() : "status " + status;
    }
}
