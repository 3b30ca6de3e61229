package io.dayshift.systemtests.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection to a port of the loopback address, used by one thread at a time. It is opened when first needed,
 * and anew after a response with which the server has closed it (Tomcat does so after every hundredth) or so long a rest that
 * the server may have closed it since.
 */
public final class HttpConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Rest after which it is not used again; services keep a connection for 100 s. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    private final int port;
    private @Nullable Open open;
    private long lastUsed;

    /** The socket, and what reads from it. */
    private record Open(Socket socket, ResponseReader reader) {

        static Open to(int port) throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new Open(socket, new ResponseReader());
        }

        Response send(Request request) throws IOException {
            request.sendTo(socket.getOutputStream());
            var in = socket.getInputStream();
            var response = reader.next();
            while (response == null) {
                reader.fill(in::read);
                response = reader.next();
            }
            return response;
        }
    }

    public HttpConnection(int port) {
        this.port = port;
    }

    /** Sends a request and waits for the response, up to 90 s. */
    public Response send(Request request) {
        try {
            var response = open().send(request);
            lastUsed = System.nanoTime();
            if (response.isLast()) {
                close();
            }
            return response;
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("port " + port + " does not answer: " + e.getMessage(), e);
        }
    }

    private Open open() throws IOException {
        if (System.nanoTime() - lastUsed > LONGEST_REST.toNanos()) {
            close();
        }
        var used = open == null ? Open.to(port) : open;
        open = used;
        return used;
    }

    /** Closes the socket; a later request opens another. */
    @Override
    public void close() {
        if (open != null) {
            try {
                open.socket().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                open = null;
            }
        }
    }
}
