package io.dayshift.systemtests.benchmark;

import java.io.PrintStream;

/** Tells who waits what is being measured. */
record Progress(PrintStream out) {

    void say(String what) {
        out.println("  " + what);
        out.flush();
    }
}
