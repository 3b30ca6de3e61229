package io.dayshift.systemtests;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.systemtests.crew.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container of the chart, run as a process of this machine: the jar of the build with the environment and the volumes that
 * the chart gives it, but at free ports of the loopback address.
 *
 * @param address where its API is
 * @param management where its health and metrics are
 * @param volumes where its volumes are, by their place in the container
 */
record ChartPod(GuardedProcess process, URI address, URI management, Map<String, Path> volumes)
        implements AutoCloseable {

    /**
     * Starts the container of a Deployment.
     *
     * @param other variables that have to be others here, such as where Redis is
     */
    static ChartPod start(String app, String deployment, ChartCluster cluster, Map<String, String> other) {
        var workload = cluster.chart().get("Deployment", deployment);
        var volumes = cluster.mount(workload);
        var port = Ports.free();
        var managementPort = Ports.free();
        var environment = new LinkedHashMap<String, String>();
        workload.env()
                .forEach((name, value) -> environment.put(name, moved(resolved(value, deployment, cluster), volumes)));
        environment.replaceAll((name, value) -> value.replace("$(POD_IP):8081", "127.0.0.1:" + port));
        environment.putAll(Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                String.valueOf(port),
                "MANAGEMENT_SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_SERVER_PORT",
                String.valueOf(managementPort)));
        environment.putAll(other);
        var process = GuardedProcess.start(
                List.of(java(), "-XX:TieredStopAtLevel=1", "-jar", jar(app)),
                environment,
                cluster.folder().resolve(app + ".log").toAbsolutePath());
        return new ChartPod(
                process,
                local(environment.containsKey("SERVER_SSL_BUNDLE"), port),
                local(environment.containsKey("MANAGEMENT_SERVER_SSL_BUNDLE"), managementPort),
                volumes);
    }

    private static String resolved(String value, String deployment, ChartCluster cluster) {
        if (value.startsWith("secret ")) {
            var parts = value.substring("secret ".length()).split("/");
            return cluster.secret(parts[0], parts[1]);
        }
        return value.equals("field metadata.name") ? deployment + "-0" : value;
    }

    /** The same with the places of volumes in the container replaced by those here. */
    private static String moved(String value, Map<String, Path> volumes) {
        var moved = value;
        for (var volume : volumes.entrySet()) {
            moved = moved.replaceAll(
                    Pattern.quote(volume.getKey()) + "(?=/|$)",
                    Matcher.quoteReplacement(volume.getValue().toString()));
        }
        return moved;
    }

    static String jar(String app) {
        return Path.of("..", app, "target", app + ".jar").toAbsolutePath().toString();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static URI local(boolean secured, int port) {
        return URI.create((secured ? "https" : "http") + "://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.close();
    }
}
