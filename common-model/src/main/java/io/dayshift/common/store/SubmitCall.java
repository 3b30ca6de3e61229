package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One call of submit.lua: how what is submitted is told to it, and how its answer is read. */
record SubmitCall(List<List<NewTask>> submissions, List<Opening> openings) {

    /** Values of an answer before those of the first submission. */
    private static final int HEAD = 3;

    List<String> keys(RedisKeys keys) {
        var all = new ArrayList<>(
                List.of(keys.stats(), keys.lanes(), keys.sequence(), keys.due(), keys.expiring(), keys.leases()));
        for (var opening : openings) {
            var id = opening.worker().workerId();
            all.add(keys.worker(id));
            all.add(keys.queue(id));
        }
        return all;
    }

    List<String> arguments(RedisKeys keys) {
        var arguments = keys.arguments(Integer.toString(openings.size()));
        openings.forEach(opening -> opening.addTo(arguments));
        for (var submission : submissions) {
            arguments.add(Integer.toString(submission.size()));
            submission.forEach(task -> task.addTo(arguments));
        }
        return arguments;
    }

    Stored read(Answer answer) {
        if (!answer.word().equals("SUBMITTED")) {
            throw answer.unknown();
        }
        var outcomes = new ArrayList<Submitted>(submissions.size());
        var at = HEAD;
        for (var submission : submissions) {
            outcomes.add(submitted(answer, at, submission));
            at = behind(answer, at);
        }
        var placed = new ArrayList<Placed>(openings.size());
        for (var opening : openings) {
            placed.add(placed(answer, at, opening));
            at = behind(answer, at);
        }
        return new Stored(outcomes, answer.number(2), placed);
    }

    /** Where what begins there ends, a word, the number of its values and those, and the next begins. */
    private static int behind(Answer answer, int at) {
        return at + 2 + (int) answer.number(at + 1);
    }

    private static Submitted submitted(Answer answer, int at, List<NewTask> submission) {
        var behind = behind(answer, at);
        return switch (answer.text(at)) {
            case "CONFLICT" ->
                new Submitted.Conflict(IntStream.range(at + 2, behind)
                        .mapToObj(i -> (int) answer.number(i))
                        .toList());
            case "ACCEPTED" -> {
                var replayed = new HashMap<Integer, TaskId>();
                for (var i = at + 2; i < behind; i += 2) {
                    var index = (int) answer.number(i);
                    var id = answer.taskId(i + 1);
                    if (!id.equals(submission.get(index).id())) {
                        replayed.put(index, id);
                    }
                }
                yield new Submitted.Accepted(answer.instant(1), Map.copyOf(replayed));
            }
            default -> throw answer.unknown(at);
        };
    }

    private static Placed placed(Answer answer, int at, Opening opening) {
        return switch (answer.text(at)) {
            case "REFUSED" -> new Placed.Refused(opening.worker());
            case "PLACED" ->
                new Placed.Taken(
                        opening.worker(),
                        answer.number(at + 2) == 1,
                        answer.number(at + 3),
                        answer.taskIds(at + 4, behind(answer, at)));
            default -> throw answer.unknown(at);
        };
    }
}
