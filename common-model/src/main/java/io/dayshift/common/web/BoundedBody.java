package io.dayshift.common.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/**
 * Counts what is read of a body and stops at its limit, as the length given in the header may be missing; and at the end of
 * its time, as each byte may take some seconds without the connection being timed out.
 */
final class BoundedBody extends ServletInputStream {

    private final ServletInputStream in;
    private final long longest;
    private final long end;
    private long length;

    /**
     * Wraps a body.
     *
     * @param longest in bytes
     * @param end when it must have been read, as {@link System#nanoTime}
     */
    BoundedBody(ServletInputStream in, long longest, long end) {
        this.in = in;
        this.longest = longest;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        var next = in.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        var read = in.read(into, from, most);
        count(Math.max(0, read));
        return read;
    }

    private void count(int more) {
        length += more;
        if (length > longest) {
            throw BodyFilter.tooLarge(longest);
        }
        if (more > 0 && System.nanoTime() - end > 0) {
            throw late();
        }
    }

    static Problem late() {
        return Problem.of(
                HttpStatus.REQUEST_TIMEOUT,
                "request-timeout",
                "The body did not come in time; nothing was stored. Send it faster, or in smaller parts.");
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
