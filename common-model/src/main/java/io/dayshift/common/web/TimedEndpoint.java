package io.dayshift.common.web;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Makes connections that fail to read on for a request that should have come by now, whatever part of it is read. */
final class TimedEndpoint extends NioEndpoint {

    private final ArrivalTimes times;

    TimedEndpoint(ArrivalTimes times) {
        this.times = times;
    }

    /** A connection that is told for which request it reads. */
    interface Reading {

        void readsFor(WeakReference<Request> request);
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffer) {
        return isSSLEnabled() ? new SecureChannel(buffer) : new PlainChannel(buffer);
    }

    private void check(@Nullable WeakReference<Request> reference) throws SocketTimeoutException {
        var request = reference == null ? null : reference.get();
        if (request != null && times.isLate(request)) {
            throw new SocketTimeoutException("the request did not come in time");
        }
    }

    private final class PlainChannel extends NioChannel implements Reading {

        private @Nullable WeakReference<Request> request;

        PlainChannel(SocketBufferHandler buffer) {
            super(buffer);
        }

        @Override
        public void readsFor(WeakReference<Request> next) {
            request = next;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            check(request);
            return super.read(into);
        }
    }

    private final class SecureChannel extends SecureNioChannel implements Reading {

        private @Nullable WeakReference<Request> request;
        private long began;

        SecureChannel(SocketBufferHandler buffer) {
            super(buffer, TimedEndpoint.this);
        }

        @Override
        public void reset(SocketChannel channel, NioSocketWrapper socket) throws IOException {
            began = System.nanoTime();
            super.reset(channel, socket);
        }

        @Override
        public void readsFor(WeakReference<Request> next) {
            request = next;
        }

        @Override
        public int handshake(boolean read, boolean write) throws IOException {
            if (!isHandshakeComplete() && times.isHandshakeLate(began)) {
                throw new SocketTimeoutException("the handshake did not come to its end in time");
            }
            return super.handshake(read, write);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            check(request);
            return super.read(into);
        }
    }
}
