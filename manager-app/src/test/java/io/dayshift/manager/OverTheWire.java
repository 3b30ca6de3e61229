package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.LastingRedis;
import io.dayshift.common.process.RedisServer;
import io.dayshift.common.security.RoleCalls;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * A manager that runs, spoken to byte by byte. Whatever is refused is refused as a problem, whoever notices it (Tomcat,
 * Spring or the application), and leaves the store as it was. Requests bear a token of the role that they need. All such
 * tests share one manager and its Redis.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.tomcat.connection-timeout=1s")
@TestPropertySource(
        properties = {
            "dayshift.security.tokens.operate=" + OverTheWire.OPERATE,
            "dayshift.security.tokens.worker=" + OverTheWire.WORKER,
            "dayshift.security.tokens.monitor=" + OverTheWire.MONITOR,
        })
abstract class OverTheWire {

    static final String TASK = "{\"type\":\"nobody\"}";
    static final String OPERATE = "operate-0123456789abcdef";
    static final String WORKER = "worker-0123456789abcdef";
    static final String MONITOR = "monitor-0123456789abcdef";

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
        return new Wire(port, OverTheWire::withToken);
    }

    /** Sends just what it is told to. */
    final Wire bareWire() {
        return new Wire(port);
    }

    private static String withToken(String request) {
        return request.contains("\r\nAuthorization:") ? request : Wire.withHeader(request, tokenFor(request));
    }

    /** The header that lets in who sends that, or what begins like it. */
    static String tokenFor(String request) {
        var path = request.substring(request.indexOf(' ') + 1);
        var token = path.startsWith("/register") ? WORKER : path.startsWith("/actuator") ? MONITOR : OPERATE;
        return "Authorization: Bearer " + token;
    }

    final int port() {
        return port;
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

    final Set<String> documentedRoutes() {
        return new RoleCalls(port).documentedRoutes();
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
                    content.put(name, content(key));
                }
            });
            if (cursor.isFinished()) {
                return content;
            }
            cursor = STORE.scan(cursor);
        }
    }

    /** A large hash is dumped in another order while Redis moves it to a larger table. */
    private static String content(byte[] key) {
        return STORE.type(key).equals("hash")
                ? STORE.hgetall(key).entrySet().stream()
                        .map(field -> Arrays.toString(field.getKey()) + Arrays.toString(field.getValue()))
                        .sorted()
                        .collect(Collectors.joining())
                : Arrays.toString(STORE.dump(key));
    }

    final void nothingHasChanged() {
        nothingHasChanged("the store");
    }

    final void nothingHasChanged(String what) {
        assertThat(changedSince(before)).as(what).isEmpty();
    }

    /** The keys that have come, gone or changed: all that there is would be too much to read. */
    private static Set<String> changedSince(Map<String, String> before) {
        var now = store();
        var all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        all.removeIf(key -> Objects.equals(before.get(key), now.get(key)));
        return all;
    }

    /** Checks a refusal; returns its body. */
    final JsonNode isProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        var body = isProblem(answer);
        nothingHasChanged();
        return body;
    }

    /** Checks the form of a refusal, whatever its status. */
    static JsonNode isProblem(Answer answer) {
        return Refusal.of(answer);
    }
}
