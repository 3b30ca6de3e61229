package io.dayshift.systemtests.crew;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One server that services reach by TLS only, each side showing a certificate to the other. */
public final class TlsRedis extends RedisSetup {

    private final RedisNode node;
    private final List<String> options;

    private TlsRedis(RedisNode node, List<String> options) {
        this.node = node;
        this.options = options;
    }

    /** Makes certificates and starts it. */
    public static TlsRedis start(Path folder) {
        var own = Certificate.make(folder.resolve("tls"), "redis");
        var services = Certificate.make(folder.resolve("tls"), "services");
        var port = Integer.toString(Ports.free());
        var node = new RedisNode(folder, redisOptions(port, own, services).toArray(String[]::new));
        return new TlsRedis(node, springOptions(port, own, services));
    }

    private static List<String> redisOptions(String port, Certificate own, Certificate services) {
        return List.of(
                "--tls-port",
                port,
                "--tls-cert-file",
                own.certificate().toAbsolutePath().toString(),
                "--tls-key-file",
                own.key().toAbsolutePath().toString(),
                "--tls-ca-cert-file",
                services.certificate().toAbsolutePath().toString());
    }

    private static List<String> springOptions(String port, Certificate trusted, Certificate own) {
        var options = new ArrayList<>(ServiceUser.springOptions());
        options.add("--spring.data.redis.port=" + port);
        options.add("--spring.data.redis.ssl.bundle=redis");
        var bundle = "--spring.ssl.bundle.pem.redis.";
        options.add(bundle + "truststore.certificate=" + trusted.certificate().toUri());
        options.add(bundle + "keystore.certificate=" + own.certificate().toUri());
        options.add(bundle + "keystore.private-key=" + own.key().toUri());
        return options;
    }

    @Override
    public List<String> options() {
        return options;
    }

    @Override
    List<RedisNode> nodes() {
        return List.of(node);
    }

    @Override
    RedisNode masterNode() {
        return node;
    }
}
