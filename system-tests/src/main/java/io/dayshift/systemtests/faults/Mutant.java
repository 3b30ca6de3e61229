package io.dayshift.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The services with one line of one script changed, so that a promise is broken: the checker has to notice. The jars
 * themselves are left as they are; the changed script is found before the true one.
 *
 * @param line a line of the script, or a part of one that is in it once
 * @param changed what stands there instead
 */
public record Mutant(String script, String line, String changed) {

    /** A late result is taken from anybody. */
    public static final Mutant WITHOUT_FENCE = new Mutant(
            "complete",
            "if record and seen and seen.attempt == attempt then",
            "seen = seen or { attempt = attempt, started_at = now, assigned_at = now, rank = 1, began = '1 1' }\n"
                    + "  if record then");

    /** A key that was used before is taken for a new one. */
    public static final Mutant WITHOUT_DEDUPE = new Mutant(
            "submit",
            "local held, fingerprint = seen[key] or redis.call('GET', prefix .. 'key:' .. key)",
            "local held, fingerprint = seen[key]");

    /** The whole crew on the changed script, which is kept in that folder. */
    public Cast in(Cast cast, Path folder) {
        var patch = folder.resolve("patch").toAbsolutePath();
        writeTo(patch.resolve("redis").resolve(script + ".lua"));
        return cast.withPrograms(
                cast.manager().patched("io.dayshift.manager.ManagerApplication", patch),
                cast.worker().patched("io.dayshift.worker.WorkerApplication", patch));
    }

    private void writeTo(Path file) {
        try (var in = Mutant.class.getResourceAsStream("/redis/" + script + ".lua")) {
            var source = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            if (!source.contains(line)) {
                throw new IllegalStateException(script + ".lua has no \"" + line + "\" any more; change the mutant");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.replace(line, changed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
