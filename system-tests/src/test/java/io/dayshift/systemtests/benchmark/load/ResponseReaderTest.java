package io.dayshift.systemtests.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private static final String WHOLE = "HTTP/1.1 202 \r\nLocation: /v1/tasks/1\r\ncontent-length: 4\r\n\r\n{\"\":";
    private static final String IN_CHUNKS =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n10\r\n, how are you\r\n \r\n0\r\nA: b\r\n\r\n";
    private static final String LAST = "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    /** Gives at most so many bytes at a time, as a network does. */
    private static InputStream cut(String text, int piece) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, Math.min(piece, length));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 100_000})
    void reads_one_response_after_the_other(int piece) throws IOException {
        var reader = new ResponseReader(cut(WHOLE + IN_CHUNKS + LAST, piece));

        var whole = reader.read();
        var inChunks = reader.read();
        var last = reader.read();

        assertThat(whole.status()).isEqualTo(202);
        assertThat(whole.text()).isEqualTo("{\"\":");
        assertThat(whole.isLast()).isFalse();
        assertThat(inChunks.text()).isEqualTo("hello, how are you\r\n ");
        assertThat(last.status()).isEqualTo(503);
        assertThat(last.isLast()).isTrue();
    }

    @Test
    void tells_a_body_that_was_cut_off() {
        var reader = new ResponseReader(cut("HTTP/1.1 200 \r\nContent-Length: 10\r\n\r\nabc", 100));

        assertThatIOException().isThrownBy(reader::read).withMessageContaining("within a body");
    }
}
