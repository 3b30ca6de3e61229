package io.dayshift.systemtests.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One of many connections to a port of the loopback address that share a thread; no request waits for another. It is opened when first needed,
 * and anew after a response with which the server has closed it (Tomcat does so after every hundredth).
 */
final class Caller implements AutoCloseable {

    private final int port;
    private final Selector selector;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private @Nullable Open open;

    /** The connection, and what reads from it. */
    private record Open(SocketChannel channel, SelectionKey key, ResponseReader reader) {

        /** Sends as much as goes, and has itself woken for what is to be done next. */
        void send(ByteBuffer bytes) throws IOException {
            channel.write(bytes);
            key.interestOps(bytes.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        @Nullable
        Response receive() throws IOException {
            reader.fill((into, offset, length) -> channel.read(ByteBuffer.wrap(into, offset, length)));
            return reader.next();
        }
    }

    /**
     * Prepares one.
     *
     * @param selector selects a key of which this is the attachment, whenever there is something to be done
     */
    Caller(int port, Selector selector) {
        this.port = port;
        this.selector = selector;
    }

    /** Begins to send a request; the one before has been answered. */
    void send(Request request) throws IOException {
        unsent = request.bytes();
        opened().send(unsent);
    }

    /** Does what can be done now; returns the response when that was the last of it, and else null. */
    @Nullable
    Response goOn() throws IOException {
        var used = opened();
        if (unsent.hasRemaining()) {
            used.send(unsent);
            return null;
        }
        var response = used.receive();
        if (response != null && response.isLast()) {
            close();
        }
        return response;
    }

    private Open opened() throws IOException {
        var used = open == null ? connect() : open;
        open = used;
        return used;
    }

    private Open connect() throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            return new Open(channel, channel.register(selector, 0, this), new ResponseReader());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Closes the connection; a later request opens another. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.channel().close();
            open = null;
        }
    }
}
