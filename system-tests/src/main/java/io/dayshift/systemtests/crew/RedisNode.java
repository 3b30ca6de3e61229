package io.dayshift.systemtests.crew;

import io.dayshift.common.process.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/** One server that can be killed and started again as it was. It knows {@link ServiceUser}; its default user may do all. */
final class RedisNode implements AutoCloseable {

    private static final RedisClient CLIENT = RedisClient.create();

    private final Path directory;
    private final String[] options;
    private RedisServer server;

    RedisNode(Path directory, String... options) {
        this.directory = directory;
        this.options = Stream.concat(ServiceUser.redisOptions().stream(), Stream.of(options))
                .toArray(String[]::new);
        this.server = RedisServer.start(directory, 0, this.options);
    }

    RedisServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    boolean isAlive() {
        return server.process().isAlive();
    }

    void kill() {
        server.process().kill();
    }

    void startAgain() {
        server = RedisServer.start(directory, port(), options);
    }

    /** Asks this very server. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (var connection = CLIENT.connect(RedisURI.create("127.0.0.1", port()))) {
            return question.apply(connection.sync());
        }
    }

    /** Whether it is a replica that has all its master had when it came. */
    boolean follows() {
        var replication = ask(redis -> redis.info("replication"));
        return replication.contains("role:slave") && replication.contains("master_link_status:up");
    }

    @Override
    public void close() {
        server.close();
    }
}
