package io.dayshift.manager;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections on which one byte comes after the other and never the last. */
final class Tricklers implements AutoCloseable {

    private final List<SocketChannel> open = new ArrayList<>();

    /** Opens so many, each beginning with that text. */
    Tricklers(int port, int number, String beginning) throws IOException {
        for (var i = 0; i < number; i++) {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(beginning.getBytes(StandardCharsets.ISO_8859_1)));
            open.add(channel);
        }
    }

    /** Sends one more byte on each and says how many the server has left open. */
    int trickle() {
        open.removeIf(channel -> !isOpen(channel));
        return open.size();
    }

    private static boolean isOpen(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'a'}));
            if (channel.read(ByteBuffer.allocate(1024)) >= 0) {
                return true;
            }
            channel.close();
        } catch (IOException e) {
            // Closed while a byte was on its way.
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        for (var channel : open) {
            channel.close();
        }
    }
}
