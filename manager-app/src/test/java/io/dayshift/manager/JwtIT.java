package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.process.LastingRedis;
import io.dayshift.common.process.RedisServer;
import io.dayshift.common.security.Issuer;
import io.dayshift.common.security.RoleCalls;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** JWTs of an issuer on this machine, beside a token. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dayshift.security.tokens.submit=submit-0123456789abcdef",
            "dayshift.security.scopes.read=crew:look,crew:see",
        })
@DirtiesContext
class JwtIT {

    private static final Issuer ISSUER = new Issuer();
    /** The first part of a token: {@code {"alg":"RS256"}}. */
    private static final String RS256 = "eyJhbGciOiJSUzI1NiJ9";

    private static final String CHALLENGE = "Bearer error=\"invalid_token\"";

    private static RedisServer redis;

    @BeforeAll
    static void starts_redis() {
        redis = LastingRedis.start();
    }

    @LocalServerPort
    private int port;

    private RoleCalls calls;

    @AfterAll
    static void ends_the_issuer() {
        ISSUER.close();
    }

    @DynamicPropertySource
    static void trusts_the_issuer(DynamicPropertyRegistry properties) {
        var jwt = "spring.security.oauth2.resourceserver.jwt.";
        properties.add("spring.data.redis.url", () -> redis.url());
        properties.add(jwt + "issuer-uri", ISSUER::address);
        properties.add(jwt + "jwk-set-uri", ISSUER::keys);
        properties.add(jwt + "audiences", () -> Issuer.AUDIENCE);
    }

    @BeforeEach
    void finds_the_service() {
        calls = new RoleCalls(port);
    }

    private int status(String method, String path, String token) {
        return calls.call(method, path, token).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "dayshift.submit, POST, /v1/tasks, 202",
        "dayshift.submit, GET, /v1/stats, 403",
        "dayshift.operate, GET, /v1/stats, 200",
        "profile dayshift.monitor, GET, /actuator/prometheus, 200",
        "dayshift.monitor, GET, /v1/tasks, 403",
        "dayshift.worker, POST, /register, 400",
        "crew:see, GET, /v1/stats, 200",
        "dayshift.read, GET, /v1/stats, 403",
        "profile, GET, /v1/stats, 403",
        "submit, POST, /v1/tasks, 403",
        "ROLE_OPERATE, GET, /v1/stats, 403",
        "profile, GET, /nope, 404",
    })
    void gives_roles_by_scopes(String scope, String method, String path, int status) {
        var token = ISSUER.signed(ISSUER.claims(scope).build());

        assertThat(status(method, path, token)).isEqualTo(status);
    }

    @Test
    void takes_a_configured_token_as_well() {
        assertThat(status("POST", "/v1/tasks", "submit-0123456789abcdef")).isEqualTo(202);
    }

    static Stream<Map.Entry<String, String>> badTokens() {
        var good = ISSUER.claims("dayshift.operate").build();
        var ago = Date.from(Instant.now().minus(Duration.ofHours(1)));
        var signed = ISSUER.signed(good);
        var bad = new TreeMap<String, String>();
        bad.put(
                "expired",
                ISSUER.signed(
                        ISSUER.claims("dayshift.operate").expirationTime(ago).build()));
        bad.put(
                "without expiry",
                ISSUER.signed(
                        ISSUER.claims("dayshift.operate").expirationTime(null).build()));
        bad.put(
                "without subject",
                ISSUER.signed(ISSUER.claims("dayshift.operate").subject(null).build()));
        bad.put(
                "with an empty subject",
                ISSUER.signed(ISSUER.claims("dayshift.operate").subject(" ").build()));
        bad.put(
                "not yet valid",
                ISSUER.signed(ISSUER.claims("dayshift.operate")
                        .notBeforeTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                        .build()));
        bad.put(
                "for another audience",
                ISSUER.signed(
                        ISSUER.claims("dayshift.operate").audience("payroll").build()));
        bad.put(
                "for no audience",
                ISSUER.signed(ISSUER.claims("dayshift.operate")
                        .audience((String) null)
                        .build()));
        bad.put(
                "by another issuer",
                ISSUER.signed(ISSUER.claims("dayshift.operate")
                        .issuer("http://127.0.0.1:1")
                        .build()));
        bad.put("signed by another", ISSUER.signedByAnother(good));
        bad.put("alg none", ISSUER.unsigned(good));
        bad.put("HS256 with the public key", ISSUER.signedWithThePublicKey(good));
        bad.put("signature cut off", signed.substring(0, signed.lastIndexOf('.') + 1));
        bad.put("one part", signed.substring(0, signed.indexOf('.')));
        bad.put("no token", "x.y.z");
        bad.put("empty", "");
        bad.put(
                "huge",
                ISSUER.signedByAnother(ISSUER.claims("dayshift.operate")
                        .claim("padding", "a".repeat(4500))
                        .build()));
        return bad.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refuses_a_token_that_is(Map.Entry<String, String> bad) {
        RoleCalls.assertUnauthorized("GET", calls.call("GET", "/v1/stats", bad.getValue()), CHALLENGE);
        RoleCalls.assertUnauthorized("POST", calls.call("POST", "/v1/tasks", bad.getValue()), CHALLENGE);
        RoleCalls.assertUnauthorized("GET", calls.call("GET", "/nope", bad.getValue()), CHALLENGE);
    }

    /** Whoever makes up tokens must not have the issuer asked once for each. */
    @Test
    void asks_for_the_keys_seldom_however_many_tokens_name_unknown_ones() {
        var claims = ISSUER.claims("dayshift.read").build();
        var before = ISSUER.fetches();

        for (var i = 0; i < 50; i++) {
            var token = ISSUER.signedByNobody(claims, "k" + i + "-unknown");
            RoleCalls.assertUnauthorized("GET", calls.call("GET", "/v1/stats", token), CHALLENGE);
        }

        assertThat(ISSUER.fetches() - before).isLessThan(10);
        assertThat(status(
                        "GET",
                        "/v1/stats",
                        ISSUER.signed(ISSUER.claims("dayshift.operate").build())))
                .isEqualTo(200);
    }

    @Test
    void does_not_start_when_it_is_not_said_whom_tokens_are_for() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(ManagerApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.data.redis.url=" + redis.url(),
                                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.address())
                        .close())
                .rootCause()
                .hasMessageContaining("issuer-uri and .audiences");
    }

    /** A manager that knows nobody but bearers of JWTs. */
    private static ConfigurableApplicationContext start(String... more) {
        var options = Stream.concat(
                Stream.of(
                        "--server.port=0",
                        "--spring.data.redis.url=" + redis.url(),
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.address(),
                        "--spring.security.oauth2.resourceserver.jwt.audiences=" + Issuer.AUDIENCE),
                Stream.of(more));
        return new SpringApplicationBuilder(ManagerApplication.class).run(options.toArray(String[]::new));
    }

    private static RoleCalls calls(ConfigurableApplicationContext service) {
        return new RoleCalls(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static void assertCannotTell(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("urn:dayshift:problem:issuer-unreachable");
    }

    @Test
    void says_that_it_cannot_tell_while_the_keys_cannot_be_had() {
        try (var service = start("--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys")) {
            var reader = ISSUER.signed(ISSUER.claims("dayshift.read").build());
            var submitter = ISSUER.signed(ISSUER.claims("dayshift.submit").build());

            assertCannotTell(calls(service).call("GET", "/v1/stats", reader));
            assertCannotTell(calls(service).call("POST", "/v1/tasks", submitter));
        }
    }

    @Test
    void says_that_it_cannot_tell_until_the_issuer_has_said_where_its_keys_are() {
        var reader = ISSUER.signed(ISSUER.claims("dayshift.read").build());
        try (var service = start()) {
            assertCannotTell(calls(service).call("GET", "/v1/stats", reader));
            assertAsksNobodyAboutWhatIsNoJwt(calls(service));

            ISSUER.becomeDiscoverable();

            await().untilAsserted(() -> assertThat(
                            calls(service).call("GET", "/v1/stats", reader).statusCode())
                    .isEqualTo(200));
        }
    }

    /** While the issuer is asked in vain, any other answer than 401 would show that it was asked. */
    private static void assertAsksNobodyAboutWhatIsNoJwt(RoleCalls calls) {
        for (var token : List.of("junk-0123456789abcdef", "x.y.z", "e30.e30.e30", "a.b", "..", RS256 + ".e30.")) {
            RoleCalls.assertUnauthorized("GET", calls.call("GET", "/v1/stats", token), CHALLENGE);
        }
    }
}
