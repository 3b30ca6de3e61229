package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.LastingRedis;
import io.dayshift.common.process.RedisServer;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * A manager that runs, spoken to byte by byte. Whatever is refused is refused as a problem, whoever notices it (Tomcat,
 * Spring or the application), and leaves the store as it was. All such tests share one manager and its Redis.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.tomcat.connection-timeout=1s")
@WithoutSecurity
abstract class OverTheWire {

    static final String TASK = "{\"type\":\"nobody\"}";
    static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";
    static final String POST = "POST /v1/tasks HTTP/1.1\r\n" + CLOSE + "Content-Type: application/json\r\n";

    private static final RedisServer REDIS = LastingRedis.start();
    private static final RedisCommands<byte[], byte[]> STORE =
            RedisClient.create(REDIS.url()).connect(ByteArrayCodec.INSTANCE).sync();

    @LocalServerPort
    private int port;

    private Map<String, String> before = Map.of();

    @DynamicPropertySource
    static void finds_redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", REDIS::url);
    }

    @BeforeEach
    void looks_at_the_store() {
        before = store();
    }

    @AfterEach
    void is_still_there() {
        assertThat(get("/v1/stats").status()).isEqualTo(200);
    }

    final Wire wire() {
        return new Wire(port);
    }

    final Answer get(String path) {
        return wire().get(path);
    }

    final Answer post(String body, String... headers) {
        return wire().post("/v1/tasks", body, headers);
    }

    final Answer postTo(String path, String body) {
        return wire().post(path, body);
    }

    static void emptyStore() {
        STORE.flushall();
    }

    /** Everything that is stored, but for who leads and who is waited for. */
    static Map<String, String> store() {
        var content = new TreeMap<String, String>();
        KeyScanCursor<byte[]> cursor = STORE.scan();
        while (true) {
            cursor.getKeys().forEach(key -> {
                var name = new String(key, StandardCharsets.UTF_8);
                if (!name.endsWith("}:leader") && !name.endsWith("}:awaited")) {
                    content.put(name, Arrays.toString(STORE.dump(key)));
                }
            });
            if (cursor.isFinished()) {
                return content;
            }
            cursor = STORE.scan(cursor);
        }
    }

    final void nothingHasChanged() {
        nothingHasChanged("the store");
    }

    final void nothingHasChanged(String what) {
        assertThat(store()).as(what).isEqualTo(before);
    }

    /** Checks a refusal; returns its body. */
    final JsonNode isProblem(Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.body()).isIn((Object[]) statuses);
        var body = isProblem(answer);
        nothingHasChanged();
        return body;
    }

    /** Checks the form of a refusal, whatever its status. */
    static JsonNode isProblem(Answer answer) {
        return Refusal.of(answer);
    }
}
