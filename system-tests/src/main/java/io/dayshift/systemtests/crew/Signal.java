package io.dayshift.systemtests.crew;

import io.dayshift.common.process.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send by itself. */
public enum Signal {
    /** Makes a process stand still. */
    STOP,
    /** Lets it go on. */
    CONT;

    /** Sends this to a process; fails when there is no such process. */
    public void to(GuardedProcess process) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IOException("cannot send " + this + " to process " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
