package io.dayshift.manager.submit;

import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Problem;
import io.dayshift.common.web.Surrogates;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads submitted tasks, strictly: whatever is not exactly right is refused with a word for each fault. */
final class TaskReader {

    /** Most tasks in a batch (api.md). */
    static final int MOST_TASKS = 10_000;

    /** Deepest nesting of a body (api.md). */
    private static final int DEEPEST = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final InstantSource clock;

    TaskReader(InstantSource clock) {
        this.clock = clock;
    }

    /** Reads one task. */
    TaskSpec readOne(String body) {
        return read(body, parser -> {
            var faults = new Faults();
            var task = object(parser, body, faults);
            faults.refuseTask();
            return task;
        });
    }

    /** Reads a JSON array of tasks. */
    List<TaskSpec> readArray(String body) {
        return read(body, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw Problem.unreadable("The body must be a JSON array of tasks.", List.of());
            }
            var faults = new Faults();
            var tasks = new ArrayList<TaskSpec>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                add(tasks, faults, parser, body);
            }
            return whole(tasks, faults);
        });
    }

    /** Reads tasks as NDJSON: one on each line; empty lines are passed over. */
    List<TaskSpec> readLines(String body) {
        var faults = new Faults();
        var tasks = new ArrayList<TaskSpec>();
        body.lines().filter(line -> !line.isBlank()).forEach(line -> addLine(tasks, faults, line));
        return whole(tasks, faults);
    }

    /** Adds what one line holds; a broken line is one fault of the batch, so that the others are looked at as well. */
    private void addLine(List<TaskSpec> tasks, Faults faults, String line) {
        var index = tasks.size();
        try {
            read(line, parser -> {
                add(tasks, faults, parser, line);
                return tasks;
            });
        } catch (Problem e) {
            if (e.status() != HttpStatus.BAD_REQUEST) {
                throw e;
            }
            faults.at(index);
            faults.shapeless(e.getMessage());
            if (tasks.size() == index) {
                tasks.add(TaskDraft.NOTHING);
            }
        }
    }

    private void add(List<TaskSpec> tasks, Faults faults, JsonParser parser, String text) {
        if (tasks.size() == MOST_TASKS) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "batch-too-large",
                    "A batch holds at most " + MOST_TASKS + " tasks; nothing was stored. Send several batches.");
        }
        faults.at(tasks.size());
        tasks.add(object(parser, text, faults));
    }

    private static List<TaskSpec> whole(List<TaskSpec> tasks, Faults faults) {
        if (tasks.isEmpty()) {
            throw Problem.unreadable("The batch is empty; it must hold 1 to " + MOST_TASKS + " tasks.", List.of());
        }
        faults.refuseBatch();
        return tasks;
    }

    private TaskSpec object(JsonParser parser, String text, Faults faults) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.shapeless("must be a JSON object");
            parser.skipChildren();
            return TaskDraft.NOTHING;
        }
        return new TaskDraft(parser, text, faults, clock).read();
    }

    private interface Reading<T> {
        T from(JsonParser parser);
    }

    private static <T> T read(String text, Reading<T> reading) {
        Surrogates.check(text);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw Problem.unreadable("The body is empty; it must be JSON.", List.of());
            }
            var value = reading.from(parser);
            if (parser.nextToken() != null) {
                throw Problem.unreadable("There is something behind the end of the JSON value.", List.of());
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw Problem.unreadable(
                    "The JSON is beyond a limit: at most " + DEEPEST + " levels deep, and numbers of 1000 digits.",
                    List.of());
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw Problem.unreadable(
                    "The body is not valid JSON (or has a field twice), seen at line " + at.getLineNr() + ", column "
                            + at.getColumnNr() + ".",
                    List.of());
        }
    }
}
