package io.dayshift.systemtests.crew;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that nobody but its holder has signed.
 *
 * @param certificate PEM file
 * @param key PEM file of its private key
 */
record Certificate(Path certificate, Path key) {

    private static final String ALIAS = "one";
    private static final char[] PASSWORD = "for-tests".toCharArray();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Makes one with the {@code keytool} of this JDK; it is valid for two days. */
    static Certificate make(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            var store = folder.resolve(name + ".p12");
            keytool(store, name);
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            return new Certificate(
                    pem(
                            folder.resolve(name + ".crt"),
                            "CERTIFICATE",
                            keys.getCertificate(ALIAS).getEncoded()),
                    pem(
                            folder.resolve(name + ".key"),
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate can be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void keytool(Path store, String name) throws IOException, InterruptedException {
        var command =
                "-genkeypair -alias %s -keyalg EC -groupname secp256r1 -validity 2 -storetype PKCS12 -ext san=ip:127.0.0.1"
                        .formatted(ALIAS);
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool")
                        .toString())
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling(name + ".log").toFile());
        process.command().addAll(List.of(command.split(" ")));
        process.command()
                .addAll(List.of(
                        "-dname", "CN=" + name, "-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        if (process.start().waitFor() != 0) {
            throw new IOException("keytool failed; see " + store.resolveSibling(name + ".log"));
        }
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        var text = "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, LINES.encodeToString(content), kind);
        return Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
