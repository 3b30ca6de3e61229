package io.dayshift.common.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Reads an answer up to its longest length, and says when it has been read, or need not be. */
final class BoundedStream extends FilterInputStream {

    private final long longest;
    private final CompletableFuture<Void> read;
    private long length;

    BoundedStream(InputStream in, long longest, CompletableFuture<Void> read) {
        super(in);
        this.longest = longest;
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        var next = super.read();
        count(next < 0 ? next : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        var count = super.read(into, from, most);
        count(count);
        return count;
    }

    private void count(int more) throws AnswerTooLongException {
        if (more < 0) {
            read.complete(null);
            return;
        }
        length += more;
        if (length > longest) {
            // Closing reads the rest, so that the connection can be used again; not of such an answer.
            read.completeExceptionally(new AnswerTooLongException(longest));
            throw new AnswerTooLongException(longest);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        read.complete(null);
    }
}
