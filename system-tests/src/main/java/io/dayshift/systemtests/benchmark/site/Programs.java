package io.dayshift.systemtests.benchmark.site;

import io.dayshift.systemtests.crew.Program;
import java.nio.file.Path;
import java.util.List;

/** The two services of one build, as they are started. */
public record Programs(Program manager, Program worker) {

    /** Those of this project's build. */
    public static Programs own() {
        return new Programs(Program.of("manager-app"), Program.of("worker-app"));
    }

    /** Those of the build in another folder. */
    public static Programs of(Path project) {
        return new Programs(Program.of(project, "manager-app"), Program.of(project, "worker-app"));
    }

    /** The same with further options of the virtual machine. */
    public Programs with(List<String> jvm) {
        return new Programs(manager.with(jvm), worker.with(jvm));
    }

    /** The same for processes that do not live long. */
    public Programs shortLived() {
        return new Programs(manager.shortLived(), worker.shortLived());
    }

    /** The same from jars taken apart into a folder that is not there yet. */
    public Programs extracted(Path folder) {
        return new Programs(
                manager.extracted(folder.resolve("manager-app")), worker.extracted(folder.resolve("worker-app")));
    }
}
