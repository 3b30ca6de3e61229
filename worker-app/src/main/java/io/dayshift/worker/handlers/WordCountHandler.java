package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.handler.TaskRun;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code wordcount}: counts the words of {@code {"text": "..."}}. A word is a maximal run of letters of any script, in
 * lower case.
 */
@Component
final class WordCountHandler implements TaskHandler {

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private record Payload(@Nullable String text) {}

    /** How often each word occurs, and how many there are in all. */
    private record Counted(Map<String, Integer> words, int total) {}

    @Override
    public String type() {
        return "wordcount";
    }

    @Override
    public Object handle(TaskRun task) throws InterruptedException {
        var text = task.payload(Payload.class).text();
        if (text == null) {
            throw new TaskRejectedException("The payload must have a text.");
        }
        var words = new TreeMap<String, Integer>();
        var total = 0;
        var found = WORD.matcher(text);
        while (found.find()) {
            words.merge(found.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
            total++;
            if (task.isCancelled()) {
                throw new InterruptedException("cancelled");
            }
        }
        return new Counted(words, total);
    }
}
