package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the Dockerfile makes of one app, in a folder instead of an image: the same command builds it, the same layers are
 * laid over each other, the same command line starts it.
 *
 * @param folder has the layers and, as the image has {@code /app}, the app
 */
record UnpackedImage(String app, Dockerfile dockerfile, Path folder) {

    private static final String USER = "10001";

    static UnpackedImage build(String app, Path folder) throws IOException, InterruptedException {
        var image = new UnpackedImage(app, Dockerfile.read(), folder);
        image.runBuildStage();
        image.copyLayers();
        return image;
    }

    Path home() {
        return folder.resolve("app");
    }

    private void runBuildStage() throws IOException, InterruptedException {
        run(dockerfile.run().stream()
                .map(word -> switch (word) {
                    case "${APP}" -> app;
                    case "manager-app.jar" -> "../manager-app/target/manager-app.jar";
                    case "worker-app.jar" -> "../worker-app/target/worker-app.jar";
                    case "image/assemble.sh" -> "../image/assemble.sh";
                    default -> here(word);
                })
                .toList());
    }

    /** The cache is good only for the path that it was made at, so the image's folder takes the place of that one. */
    private void copyLayers() throws IOException, InterruptedException {
        run(List.of("rm", "-r", home().toString()));
        Files.createDirectory(home());
        for (var layer : dockerfile.layers()) {
            run(List.of("cp", "-Rp", here(layer) + ".", home().toString()));
        }
    }

    /** A path of the image, in this folder. */
    private String here(String word) {
        return word.replaceAll("(^|=)/(app|layers)\\b", "$1" + folder + "/$2");
    }

    /** Takes the rights to write from everything; root would have them all the same, but the app is not run as root. */
    void makeReadOnly() throws IOException, InterruptedException {
        run(List.of("chmod", "-R", "a-w", home().toString()));
    }

    /** Gives the rights back, so that the folder can be removed. */
    void makeWritable() throws IOException, InterruptedException {
        run(List.of("chmod", "-R", "u+w", home().toString()));
    }

    /** Starts it as the image's user if this process may choose one, else as its own. */
    Service start(Path logs, Map<String, String> environment, String... options) throws IOException {
        var port = Ports.free();
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        dockerfile.entrypoint().forEach(word -> command.add(here(word)));
        command.add("--server.port=" + port);
        command.addAll(List.of(options));
        var log = Files.createDirectories(logs).resolve(app + ".log");
        var process = GuardedProcess.start(command, environment, log);
        return new Service(app, process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** What its virtual machine says of the values that all of its options have. */
    String options() throws IOException, InterruptedException {
        return run(List.of(here(dockerfile.entrypoint().getFirst()), "-XX:+PrintFlagsFinal", "-version"));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        return said;
    }

    /** The layers that the build stage has made, as the Dockerfile names them. */
    List<String> madeLayers() throws IOException {
        try (var all = Files.list(folder.resolve("layers"))) {
            return all.map(layer -> "/layers/" + layer.getFileName() + "/").toList();
        }
    }
}
