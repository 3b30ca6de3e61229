package io.dayshift.systemtests.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the demo. */
@Command(
        name = "demo",
        description = "Starts a crew, has it count the words of a book, and leaves it running until Ctrl-C.")
public final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Demo.run(Path.of(".dayshift"));
        return 0;
    }
}
