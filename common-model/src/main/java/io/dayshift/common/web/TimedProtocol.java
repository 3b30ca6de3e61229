package io.dayshift.common.web;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 as Tomcat speaks it, with an end to waiting for a request. Tomcat itself bounds the pause between two bytes only, so
 * that whoever sends one every few seconds would be waited for as long as he likes: by the parser of headers, by who reads a
 * body, and by Tomcat when it passes over the body of a request that was refused.
 *
 * <p>Tomcat makes it by the name of its class, hence public.
 */
public final class TimedProtocol extends Http11NioProtocol {

    private final ArrivalTimes times;
    private ShortWay shortWay = (_, _) -> false;

    public TimedProtocol() {
        this(new ArrivalTimes());
    }

    private TimedProtocol(ArrivalTimes times) {
        super(new TimedEndpoint(times));
        this.times = times;
    }

    /** Sets how long requests may take to come in; before the server listens. */
    void bound(Duration headTime, Duration bodyTime) {
        times.set(headTime, bodyTime);
    }

    /** Sets what requests are offered to first; before the server listens. */
    public void offerTo(ShortWay way) {
        shortWay = way;
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new FrontAdapter(shortWay, adapter));
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor(this, getAdapter(), times);
    }

    /** Is called whenever bytes have come; hangs up when they are still of headers that should have come by now. */
    private static final class TimedProcessor extends Http11Processor {

        private final ArrivalTimes times;

        /** Weak, for the connection may idle for long after the request, and this processor with its buffers be gone. */
        private final WeakReference<Request> own;

        TimedProcessor(TimedProtocol protocol, Adapter adapter, ArrivalTimes times) {
            super(protocol, adapter);
            this.times = times;
            this.own = new WeakReference<>(getRequest());
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (times.isHeadLate(getRequest())) {
                return SocketState.CLOSED;
            }
            if (socket.getSocket() instanceof TimedEndpoint.Reading channel) {
                channel.readsFor(own);
            }
            return super.service(socket);
        }
    }
}
