package io.dayshift.systemtests;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.helm.Manifests;
import io.dayshift.systemtests.crew.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container of the chart, run as a process of this machine: the jar of the build with the environment and the properties
 * that the chart gives it, but at free ports of the loopback address.
 *
 * @param address where its API is
 * @param management where its health and metrics are
 */
record ChartPod(GuardedProcess process, URI address, URI management) implements AutoCloseable {

    /**
     * Starts the container of a Deployment.
     *
     * @param other variables that have to be others here, such as where Redis is
     */
    static ChartPod start(String app, String deployment, Manifests chart, Map<String, String> other, Path folder) {
        var workload = chart.get("Deployment", deployment);
        var port = Ports.free();
        var managementPort = Ports.free();
        var environment = new LinkedHashMap<String, String>();
        workload.env().forEach((name, value) -> environment.put(name, resolved(value, deployment, chart)));
        environment.replaceAll((name, value) -> value.replace("$(POD_IP):8081", "127.0.0.1:" + port));
        environment.putAll(Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                String.valueOf(port),
                "MANAGEMENT_SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_SERVER_PORT",
                String.valueOf(managementPort),
                "SPRING_CONFIG_ADDITIONALLOCATION",
                "file:" + mounted(deployment, chart, folder) + "/"));
        environment.putAll(other);
        var process = GuardedProcess.start(
                List.of(java(), "-XX:TieredStopAtLevel=1", "-jar", jar(app)),
                environment,
                folder.resolve(app + ".log").toAbsolutePath());
        return new ChartPod(process, local(port), local(managementPort));
    }

    /** The value of a key of one of the chart's Secrets. */
    static String secret(Manifests chart, String name, String key) {
        var base64 = (String) chart.get("Secret", name).at("data." + key);
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String resolved(String value, String deployment, Manifests chart) {
        if (value.startsWith("secret ")) {
            var parts = value.substring("secret ".length()).split("/");
            return secret(chart, parts[0], parts[1]);
        }
        return value.equals("field metadata.name") ? deployment + "-0" : value;
    }

    private static Path mounted(String deployment, Manifests chart, Path folder) {
        try {
            var place = Files.createDirectories(folder.resolve(deployment)).toAbsolutePath();
            var properties = chart.get("ConfigMap", deployment).at("data", "application.yaml");
            Files.writeString(place.resolve("application.yaml"), (String) properties);
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String jar(String app) {
        return Path.of("..", app, "target", app + ".jar").toAbsolutePath().toString();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.close();
    }
}
