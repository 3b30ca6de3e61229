package io.dayshift.systemtests.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A book to work on, cut between paragraphs. */
final class Book {

    private static final String TEXT = "/texts/tom_sawyer.txt";
    private static final int CHUNK = 8_000;

    private Book() {}

    /** The text as pieces of about 8 000 characters. */
    static List<String> chunks() throws IOException {
        var chunks = new ArrayList<String>();
        var chunk = new StringBuilder();
        for (var paragraph : text().split("\\R\\R")) {
            chunk.append(paragraph).append("\n\n");
            if (chunk.length() > CHUNK) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
            }
        }
        chunks.add(chunk.toString());
        return chunks;
    }

    private static String text() throws IOException {
        try (var in = Book.class.getResourceAsStream(TEXT)) {
            if (in == null) {
                throw new IOException("the book is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
