package io.dayshift.systemtests.faults.history;

import io.dayshift.systemtests.faults.history.Event.Deed;
import io.dayshift.systemtests.faults.history.Event.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads what the handlers of one worker have written down. */
public final class EffectLog {

    private final Tail tail;

    public EffectLog(Path file) {
        this.tail = new Tail(file);
    }

    /** What was added since the last call. */
    public List<Effect> news() {
        return tail.newLines().stream().map(EffectLog::effect).toList();
    }

    private static Effect effect(String line) {
        var words = line.split(" ");
        return new Effect(
                Long.parseLong(words[4]),
                Deed.valueOf(words[0].toUpperCase(Locale.ROOT)),
                words[1],
                Long.parseLong(words[2]),
                words[3]);
    }
}
