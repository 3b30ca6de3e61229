package io.dayshift.common.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** A certification authority for tests; its certificates are for 127.0.0.1 and valid for two days. */
public final class Authority {

    private static final String PASSWORD = "for-tests";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path store;
    private final Path folder;

    /** Makes one with the {@code keytool} of this JDK. */
    public Authority(Path folder, String name) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.store = folder.resolve(name + ".p12");
        keytool("-alias", "ca", "-dname", "CN=" + name, "-ext", "bc:c");
    }

    /**
     * The files that a bundle of Spring is made of.
     *
     * @param certificate of the holder
     * @param key of the holder
     * @param trusted certificate of the authority
     */
    public record Pem(Path certificate, Path key, Path trusted) {

        /** Properties that make them a bundle of that name, which is read again when they change. */
        public List<String> bundle(String name) {
            var bundle = "--spring.ssl.bundle.pem." + name + ".";
            return List.of(
                    "--spring.ssl.bundle.watch.file.quiet-period=500ms",
                    bundle + "reload-on-update=true",
                    bundle + "keystore.certificate=" + certificate.toUri(),
                    bundle + "keystore.private-key=" + key.toUri(),
                    bundle + "truststore.certificate=" + trusted.toUri());
        }

        /** For a client that trusts the authority and has no certificate. */
        public SSLContext trustAlone() {
            return SslBundle.of(new PemSslStoreBundle(
                            null,
                            PemSslStoreDetails.forCertificate(trusted.toUri().toString())))
                    .createSslContext();
        }

        /** For a client that shows this certificate. */
        public SSLContext context() {
            return SslBundle.of(new PemSslStoreBundle(
                            PemSslStoreDetails.forCertificate(
                                            certificate.toUri().toString())
                                    .withPrivateKey(key.toUri().toString()),
                            PemSslStoreDetails.forCertificate(trusted.toUri().toString())))
                    .createSslContext();
        }

        /** Puts others in the place of these, as a new version of a mounted Secret would. */
        public void replaceBy(Pem other) {
            try {
                Files.copy(other.trusted, trusted, StandardCopyOption.REPLACE_EXISTING);
                Files.copy(other.certificate, certificate, StandardCopyOption.REPLACE_EXISTING);
                Files.copy(other.key, key, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Issues one to a holder of that common name, and perhaps further names such as {@code dns:w-1}. */
    public Pem issue(String file, String commonName, String... names) {
        return issueWith(
                file,
                commonName,
                Stream.concat(Stream.of("ip:127.0.0.1"), Stream.of(names)).toList());
    }

    /** Issues one that has a DNS name and no address, as for those whose address nobody knows before. */
    public Pem issueWithoutAddress(String file, String dnsName) {
        return issueWith(file, file, List.of("dns:" + dnsName));
    }

    private Pem issueWith(String file, String commonName, List<String> names) {
        var all = String.join(",", names);
        keytool("-alias", file, "-dname", "CN=" + commonName + ",O=Tests", "-signer", "ca", "-ext", "san=" + all);
        try {
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new Pem(
                    pem(file + ".crt", "CERTIFICATE", keys.getCertificate(file).getEncoded()),
                    pem(
                            file + ".key",
                            "PRIVATE KEY",
                            keys.getKey(file, PASSWORD.toCharArray()).getEncoded()),
                    pem(
                            file + "-ca.crt",
                            "CERTIFICATE",
                            keys.getCertificate("ca").getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate can be made", e);
        }
    }

    private void keytool(String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(options));
        try {
            var log = folder.resolve("keytool.log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        var text = "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, LINES.encodeToString(content), kind);
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }
}
