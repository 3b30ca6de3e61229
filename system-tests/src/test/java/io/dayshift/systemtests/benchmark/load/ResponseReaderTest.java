package io.dayshift.systemtests.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private static final String WHOLE = "HTTP/1.1 202 \r\nLocation: /v1/tasks/1\r\ncontent-length: 4\r\n\r\n{\"\":";
    private static final String IN_CHUNKS =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n10\r\n, how are you\r\n \r\n0\r\nA: b\r\n\r\n";
    private static final String LAST = "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ResponseReader reader = new ResponseReader();

    /** Gives at most so many bytes at a time, as a network does; then it has ended. */
    private static ResponseReader.Source cut(String text, int piece) {
        var left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return (into, offset, length) -> {
            var given = Math.min(Math.min(piece, length), left.remaining());
            left.get(into, offset, given);
            return given == 0 ? -1 : given;
        };
    }

    private Response read(ResponseReader.Source source) throws IOException {
        var response = reader.next();
        while (response == null) {
            reader.fill(source);
            response = reader.next();
        }
        return response;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 100_000})
    void reads_one_response_after_the_other(int piece) throws IOException {
        var source = cut(WHOLE + IN_CHUNKS + LAST, piece);

        var whole = read(source);
        var inChunks = read(source);
        var last = read(source);

        assertThat(whole.status()).isEqualTo(202);
        assertThat(whole.text()).isEqualTo("{\"\":");
        assertThat(whole.isLast()).isFalse();
        assertThat(inChunks.text()).isEqualTo("hello, how are you\r\n ");
        assertThat(inChunks.isLast()).isFalse();
        assertThat(last.status()).isEqualTo(503);
        assertThat(last.isLast()).isTrue();
    }

    @Test
    void reads_a_response_longer_than_its_buffer() throws IOException {
        var body = "x".repeat(1_000_000);

        var response = read(cut("HTTP/1.1 200 \r\nContent-Length: 1000000\r\n\r\n" + body, 10_000));

        assertThat(response.text()).isEqualTo(body);
    }

    @Test
    void goes_on_when_nothing_has_come_yet() throws IOException {
        reader.fill((_, _, _) -> 0);

        assertThat(reader.next()).isNull();
        assertThat(read(cut(WHOLE, 100)).status()).isEqualTo(202);
    }

    @Test
    void tells_a_body_that_was_cut_off() {
        var source = cut("HTTP/1.1 200 \r\nContent-Length: 10\r\n\r\nabc", 100);

        assertThatIOException().isThrownBy(() -> read(source)).withMessageContaining("within a response");
    }

    @Test
    void tells_a_body_without_an_end() {
        var source = cut("HTTP/1.1 200 \r\n\r\nabc", 100);

        assertThatIOException().isThrownBy(() -> read(source)).withMessageContaining("where it ends");
    }
}
