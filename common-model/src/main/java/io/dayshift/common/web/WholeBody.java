package io.dayshift.common.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** The body of a request on the {@link ShortWay}, read as far as it came, which can be given back to be read again. */
public final class WholeBody implements ApplicationBufferHandler, InputBuffer {

    private final Request request;
    private final byte[] bytes;
    private int length;
    private ByteBuffer read = EMPTY_BUFFER;
    private @Nullable IOException broken;
    private boolean late;
    private boolean given;

    private WholeBody(Request request) {
        this.request = request;
        this.bytes = new byte[request.getContentLength()];
    }

    /**
     * Reads the body of a request that has said how long it is.
     *
     * @param atMost time to wait for all of it
     */
    public static WholeBody read(Request request, Duration atMost) {
        var body = new WholeBody(request);
        body.readOn(System.nanoTime() + atMost.toNanos());
        return body;
    }

    private void readOn(long end) {
        try {
            while (length < bytes.length && !late && request.doRead(this) >= 0) {
                var more = Math.min(read.remaining(), bytes.length - length);
                read.get(bytes, length, more);
                length += more;
                late = System.nanoTime() - end > 0;
            }
        } catch (IOException e) {
            broken = e;
        }
    }

    /** All of it; refuses when it broke off or did not come in time. */
    public byte[] bytes() {
        if (late) {
            throw BoundedBody.late();
        }
        if (length < bytes.length) {
            throw Problem.unreadable("The body broke off.", List.of());
        }
        return bytes;
    }

    /** Has whatever reads the body of this request next read the same, and then fail as it failed here. */
    public void giveBack() {
        request.setInputBuffer(this);
    }

    @Override
    public int doRead(ApplicationBufferHandler reader) throws IOException {
        if (!given) {
            given = true;
            reader.setByteBuffer(ByteBuffer.wrap(bytes, 0, length));
            return length;
        }
        if (broken != null) {
            throw broken;
        }
        return -1;
    }

    @Override
    public int available() {
        return given ? 0 : length;
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        read = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return read;
    }

    @Override
    public void expand(int size) {
        // Tomcat hands over what it has read; nothing is written into a buffer of this one.
    }
}
