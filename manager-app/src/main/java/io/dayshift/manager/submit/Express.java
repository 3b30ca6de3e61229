package io.dayshift.manager.submit;

import io.dayshift.common.message.TaskBody;
import io.dayshift.common.security.Pass;
import io.dayshift.common.security.Shown;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Caller;
import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.ShortWay;
import io.dayshift.common.web.Utf8;
import io.dayshift.common.web.WholeBody;
import io.dayshift.manager.system.Farewell;
import io.dayshift.manager.system.SubmitRate;
import io.dayshift.manager.system.WaitLimit;
import io.dayshift.manager.system.Waits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SSLSupport;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The short way of a single task: takes the plain form of {@code POST /v1/tasks} before Tomcat's servlets, the filters and
 * Spring MVC, which cost several times what taking the task does. Anything else, and whatever would be refused, goes on to
 * {@link SubmitController}; both answer the same.
 */
@Component
final class Express implements ShortWay {

    /** Where a request keeps what its submission has failed by, if it has: it must not be tried a second time. */
    private static final String FAILURE = Express.class.getName() + ".failure";

    private final Intake intake;
    private final TaskReader reader;
    private final PlainSubmit plain;
    private final Duration bodyTime;
    private final Pass pass;
    private final SubmitRate rate;
    private final WaitLimit waits;
    private final Farewell farewell;
    private final ExpressMeter meter;
    private final ObjectWriter writer;

    Express(
            Intake intake,
            InstantSource clock,
            LimitsProperties limits,
            Pass pass,
            SubmitRate rate,
            WaitLimit waits,
            Farewell farewell,
            ExpressMeter meter,
            JsonMapper json) {
        this.intake = intake;
        this.reader = new TaskReader(clock);
        this.plain = new PlainSubmit(limits);
        this.bodyTime = limits.bodyTime();
        this.pass = pass;
        this.rate = rate;
        this.waits = waits;
        this.farewell = farewell;
        this.meter = meter;
        this.writer = json.writerFor(TaskBody.class);
    }

    /** Throws what a request has failed by on the short way, for the long one to answer. */
    static void refuseFailed(HttpServletRequest request) {
        if (request.getAttribute(FAILURE) instanceof RuntimeException failure) {
            throw failure;
        }
    }

    @Override
    public boolean take(Request request, Response response) throws IOException {
        if (!plain.isMadeBy(request) || rate.isBounded() || !farewell.enter()) {
            return false;
        }
        try {
            var guest = pass.admit(shown(request));
            return guest != null && take(guest, request, response);
        } finally {
            farewell.leave();
        }
    }

    private static Shown shown(Request request) {
        return new Shown(
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.HOST),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                () -> {
                    request.action(ActionCode.REQ_SSL_ATTRIBUTE, request);
                    return Shown.certificates(request.getAttribute(SSLSupport.CERTIFICATE_KEY));
                });
    }

    private boolean take(Pass.Guest guest, Request request, Response response) throws IOException {
        var body = WholeBody.read(request, bodyTime);
        Intake.Taken taken;
        try {
            taken = taken(guest, request, reader.readOne(Utf8.decode(body.bytes())));
        } catch (RuntimeException e) {
            request.setAttribute(FAILURE, e);
            body.giveBack();
            return false;
        }
        answer(taken, request, response);
        return true;
    }

    private Intake.Taken taken(Pass.Guest guest, Request request, TaskSpec task) {
        var wait = PlainSubmit.waitOf(request);
        if (wait == null) {
            return intake.take(task);
        }
        var caller = caller(guest, request);
        waits.enter(caller);
        try {
            return intake.takeAndWait(task, Waits.read(wait));
        } finally {
            waits.leave(caller);
        }
    }

    private static Caller caller(Pass.Guest guest, Request request) {
        return Caller.of(guest.known(), () -> {
            request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
            return request.remoteAddr().toString();
        });
    }

    private void answer(Intake.Taken taken, Request request, Response response) throws IOException {
        var json = writer.writeValueAsBytes(TaskBody.of(taken.task()));
        response.setStatus(taken.status().value());
        pass.headers("https".equals(request.scheme().toString())).forEach(response::setHeader);
        response.setHeader(HttpHeaders.LOCATION, taken.location());
        if (taken.replayed()) {
            response.setHeader(Intake.Taken.REPLAYED, "true");
        }
        // As it is: Tomcat would take it apart to look for a charset.
        response.setContentTypeNoCharset(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.doWrite(ByteBuffer.wrap(json));
        meter.count(taken.status(), request.getStartTimeNanos());
    }
}
