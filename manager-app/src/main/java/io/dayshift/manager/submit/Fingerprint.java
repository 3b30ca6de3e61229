package io.dayshift.manager.submit;

import io.dayshift.common.task.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether two descriptions ask for the same: all that a client can say but the key itself goes into it. */
final class Fingerprint {

    /** Bytes kept of the digest: 128 bits, far beyond chance. */
    private static final int KEPT = 16;

    private Fingerprint() {}

    static String of(TaskSpec spec) {
        var said = Stream.of(
                        spec.lane().encoded(),
                        spec.payload(),
                        spec.delay(),
                        spec.runAt(),
                        spec.timeout(),
                        spec.expiresIn(),
                        spec.retry().maxAttempts(),
                        spec.retry().backoff(),
                        spec.retry().multiplier(),
                        spec.retry().maxBackoff(),
                        spec.labels().keySet(),
                        lengths(spec.labels().values()),
                        spec.labels().values(),
                        spec.retention())
                .map(Objects::toString)
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, KEPT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Tells two lists of texts apart that read the same once they are joined. */
    private static List<Integer> lengths(Collection<String> texts) {
        return texts.stream().map(String::length).toList();
    }
}
