package io.dayshift.systemtests;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.systemtests.crew.Crew.Service;
import java.io.IOException;

/** Signals that Java cannot send by itself. */
enum Signal {
    STOP,
    CONT;

    void to(Service service) throws IOException, InterruptedException {
        to(service.process());
    }

    void to(GuardedProcess process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("cannot send " + this + " to process " + process.pid());
        }
    }
}
