package io.dayshift.manager.submit;

import io.dayshift.common.message.TaskBody;
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
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
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
                    "Only `type` is required. 202 with the task; 200 when the key was used before for the same body."
                            + " 503 when Redis is away: whether the task was stored is not known then, and `taskId` in the"
                            + " problem is where it is to be found if it was.",
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
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TaskBody> submit(
            @RequestParam(required = false) @Nullable String wait,
            @Parameter(hidden = true) HttpServletRequest request,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        Express.refuseFailed(request);
        var spec = IdempotencyKey.merge(reader.readOne(Utf8.decode(body)), request);
        return answer(wait == null ? intake.take(spec) : intake.takeAndWait(spec, Waits.read(wait)));
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
            @Parameter(hidden = true) HttpServletRequest request,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        IdempotencyKey.refuse(request);
        return intake.takeAll(reader.readArray(Utf8.decode(body)));
    }

    /** Accepts a batch given as lines of JSON. */
    @Operation(hidden = true)
    @PostMapping(path = "/batch", consumes = NDJSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Intake.Batch submitLines(
            @Parameter(hidden = true) HttpServletRequest request,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        IdempotencyKey.refuse(request);
        return intake.takeAll(reader.readLines(Utf8.decode(body)));
    }

    private static ResponseEntity<TaskBody> answer(Intake.Taken taken) {
        var answer = ResponseEntity.status(taken.status()).location(URI.create(taken.location()));
        if (taken.replayed()) {
            answer.header(Intake.Taken.REPLAYED, "true");
        }
        return answer.body(TaskBody.of(taken.task()));
    }
}
