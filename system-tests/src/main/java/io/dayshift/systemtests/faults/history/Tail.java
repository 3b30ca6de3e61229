package io.dayshift.systemtests.faults.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a file that grows, each line once. */
final class Tail {

    private final Path file;
    private long read;

    Tail(Path file) {
        this.file = file;
    }

    /** The whole lines that were added since the last call; none while there is no such file. */
    List<String> newLines() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(in.length() - read)];
            in.seek(read);
            in.readFully(bytes);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            read += whole.length();
            return whole.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
