package io.dayshift.systemtests.benchmark.cost;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the commands in what one client sends to Redis, however the bytes are cut: each is an array of bulk strings
 * ({@code *2 $3 GET $1 k}, each header on a line of its own), whose contents are skipped.
 */
final class CommandCounter {

    private static final int LINE_END = 2;

    private final LongAdder commands;

    /** Bytes of a string, with the end of its line, that are still to be skipped. */
    private long toSkip;

    /** Strings of the command under way that have not begun. */
    private long strings;

    private char kind;
    private long number;

    CommandCounter(LongAdder commands) {
        this.commands = commands;
    }

    /** Takes in what was sent next. */
    void see(byte[] bytes, int length) throws IOException {
        var at = 0;
        while (at < length) {
            var skipped = (int) Math.min(toSkip, length - at);
            toSkip -= skipped;
            at += skipped;
            if (at < length) {
                header((char) bytes[at]);
                at++;
            }
        }
    }

    private void header(char letter) throws IOException {
        if (letter == '\n') {
            headerEnds();
        } else if (kind == 0) {
            kind = letter;
            number = 0;
        } else if (letter >= '0' && letter <= '9') {
            number = number * 10 + letter - '0';
        } else if (letter != '\r') {
            throw new IOException("not the protocol of Redis: '" + letter + "' in a header");
        }
    }

    private void headerEnds() throws IOException {
        if (kind == '*' && strings == 0) {
            strings = number;
            commands.increment();
        } else if (kind == '$' && strings > 0) {
            strings--;
            toSkip = number + LINE_END;
        } else {
            throw new IOException("not the protocol of Redis: a header of kind '" + kind + "'");
        }
        kind = 0;
    }
}
