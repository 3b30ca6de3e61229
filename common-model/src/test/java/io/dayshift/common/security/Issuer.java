package io.dayshift.common.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Issues JWTs, good and bad, and publishes its key on this machine. */
public final class Issuer implements AutoCloseable {

    public static final String AUDIENCE = "dayshift";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey foreignKey;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile boolean discoverable;

    public Issuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            foreignKey = new RSAKeyGenerator(2048).keyID("k1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        });
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        discoverable ? 200 : 503,
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(address(), keys())));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Says from now on where its keys are; until then it answers 503 to that. */
    public void becomeDiscoverable() {
        discoverable = true;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String keys() {
        return address() + "/keys";
    }

    /** How often its keys have been asked for. */
    public int fetches() {
        return fetches.get();
    }

    /** Claims of a good token with that scope. */
    public JWTClaimsSet.Builder claims(String scope) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(address())
                .audience(List.of(AUDIENCE))
                .subject("somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .claim("scope", scope);
    }

    public String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    /** Signed with a key of the same id that the issuer has never published. */
    public String signedByAnother(JWTClaimsSet claims) {
        return signed(claims, foreignKey);
    }

    /** Signed with a key of an id that the issuer has never published. */
    public String signedByNobody(JWTClaimsSet claims, String keyId) {
        return signed(claims, new RSAKey.Builder(foreignKey).keyID(keyId).build());
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .type(JOSEObjectType.JWT)
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** Signed with the public key as if it were a secret: who mixes up the two kinds of key takes it. */
    public String signedWithThePublicKey(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(key.getKeyID())
                    .type(JOSEObjectType.JWT)
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
