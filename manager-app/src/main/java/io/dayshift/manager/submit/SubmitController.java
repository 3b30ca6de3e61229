package io.dayshift.manager.submit;

import io.dayshift.common.message.TaskBody;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Utf8;
import io.dayshift.manager.system.Waits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where tasks come in. */
@RestController
@RequestMapping("/v1/tasks")
@Tag(name = "tasks")
class SubmitController {

    private static final String NDJSON = "application/x-ndjson";

    private final Intake intake;
    private final TaskReader reader;

    SubmitController(Intake intake, InstantSource clock) {
        this.intake = intake;
        this.reader = new TaskReader(clock);
    }

    /** Accepts one task. */
    @Operation(
            summary = "Submit a task",
            description =
                    "Only `type` is required. 202 with the task; 200 when the key was used before for the same body.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = TaskRequest.class),
                                            examples = @ExampleObject(Examples.TASK))))
    @Parameter(
            in = ParameterIn.HEADER,
            name = IdempotencyKey.HEADER,
            description = "like the field key; both given and different: 400",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "wait",
            example = "5s",
            description = "at most 60s: 200 with the finished task if it ends in time, else 202 as it stands",
            schema = @Schema(type = "string"))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, params = "!wait")
    ResponseEntity<TaskBody> submit(
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        return taken(intake.take(read(body, headers)));
    }

    /** Accepts one task and waits for its end; described with the one above, as they share path and method. */
    @Operation(hidden = true)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, params = "wait")
    CompletableFuture<ResponseEntity<TaskBody>> submitAndWait(
            @RequestParam String wait,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        return intake.takeAndWait(read(body, headers), Waits.read(wait)).thenApply(SubmitController::taken);
    }

    /** Accepts a batch given as a JSON array. */
    @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Submit a batch of tasks, whole or not at all",
            description = "1 to 10 000 tasks, as a JSON array or as NDJSON.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = TaskRequest[].class),
                                        examples = @ExampleObject(Examples.BATCH)),
                                @Content(mediaType = NDJSON, examples = @ExampleObject(Examples.LINES))
                            }))
    Intake.Batch submitArray(
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        IdempotencyKey.refuse(headers);
        return intake.takeAll(reader.readArray(Utf8.decode(body)));
    }

    /** Accepts a batch given as lines of JSON. */
    @Operation(hidden = true)
    @PostMapping(path = "/batch", consumes = NDJSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Intake.Batch submitLines(
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        IdempotencyKey.refuse(headers);
        return intake.takeAll(reader.readLines(Utf8.decode(body)));
    }

    private TaskSpec read(byte[] body, HttpHeaders headers) {
        return IdempotencyKey.merge(reader.readOne(Utf8.decode(body)), headers);
    }

    private static ResponseEntity<TaskBody> taken(Intake.Taken taken) {
        var task = taken.task();
        var status = taken.replayed() || task.state().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED;
        var answer = ResponseEntity.status(status).location(URI.create("/v1/tasks/" + task.id()));
        if (taken.replayed()) {
            answer.header("Idempotency-Replayed", "true");
        }
        return answer.body(TaskBody.of(task));
    }
}
