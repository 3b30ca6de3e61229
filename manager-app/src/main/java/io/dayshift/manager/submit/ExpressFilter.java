package io.dayshift.manager.submit;

import io.dayshift.common.message.TaskBody;
import io.dayshift.common.security.Pass;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Utf8;
import io.dayshift.manager.system.Caller;
import io.dayshift.manager.system.Farewell;
import io.dayshift.manager.system.SubmitRate;
import io.dayshift.manager.system.WaitLimit;
import io.dayshift.manager.system.Waits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The short way of a single task: takes the plain form of {@code POST /v1/tasks} before the rest of the filters and Spring
 * MVC, which cost several times what taking the task does. Anything but the plain form goes on to {@link SubmitController};
 * both answer the same.
 */
final class ExpressFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PATH = "/v1/tasks";
    private static final Pattern WAIT = Pattern.compile("wait=[0-9a-z]+");
    private static final Set<String> ACCEPTED = Set.of("*/*", MediaType.APPLICATION_JSON_VALUE);

    private final transient Intake intake;
    private final transient TaskReader reader;
    private final transient Pass pass;
    private final transient SubmitRate rate;
    private final transient WaitLimit waits;
    private final transient Farewell farewell;
    private final transient HandlerExceptionResolver problems;
    private final transient ObjectWriter writer;

    ExpressFilter(
            Intake intake,
            InstantSource clock,
            Pass pass,
            SubmitRate rate,
            WaitLimit waits,
            Farewell farewell,
            HandlerExceptionResolver problems,
            JsonMapper json) {
        this.intake = intake;
        this.reader = new TaskReader(clock);
        this.pass = pass;
        this.rate = rate;
        this.waits = waits;
        this.farewell = farewell;
        this.problems = problems;
        this.writer = json.writerFor(TaskBody.class);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var guest = isPlain(request) && !rate.isBounded() && !farewell.isLeaving() ? pass.admit(request) : null;
        if (guest == null) {
            chain.doFilter(request, response);
            return;
        }
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(context -> context.setPathPattern(PATH));
        pass.writeHeaders(request, response);
        try {
            answer(taken(Caller.of(guest.known(), request), request), response);
        } catch (RuntimeException e) {
            problems.resolveException(request, response, null, e);
        }
    }

    /** Whether everything that matters for a submit, and is not in the body, is as most callers have it. */
    private static boolean isPlain(HttpServletRequest request) {
        var query = request.getQueryString();
        return PATH.equals(request.getRequestURI())
                && request.getContextPath().isEmpty()
                && "POST".equals(request.getMethod())
                && (query == null || WAIT.matcher(query).matches())
                && request.getContentLengthLong() > 0
                && MediaType.APPLICATION_JSON_VALUE.equals(request.getHeader(HttpHeaders.CONTENT_TYPE))
                && takesJson(request.getHeaders(HttpHeaders.ACCEPT))
                && request.getHeader(IdempotencyKey.HEADER) == null;
    }

    private static boolean takesJson(Enumeration<String> accepted) {
        return !accepted.hasMoreElements()
                || (ACCEPTED.contains(accepted.nextElement()) && !accepted.hasMoreElements());
    }

    private Intake.Taken taken(Caller caller, HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null) {
            return intake.take(task(request));
        }
        waits.enter(caller);
        try {
            return intake.takeAndWait(task(request), Waits.read(query.substring(query.indexOf('=') + 1)));
        } finally {
            waits.leave(caller);
        }
    }

    private TaskSpec task(HttpServletRequest request) {
        return reader.readOne(Utf8.decode(body(request)));
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            return request.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new HttpMessageNotReadableException("The body broke off", e, new ServletServerHttpRequest(request));
        }
    }

    private void answer(Intake.Taken taken, HttpServletResponse response) throws IOException {
        response.setStatus(taken.status().value());
        response.setHeader(HttpHeaders.LOCATION, taken.location());
        if (taken.replayed()) {
            response.setHeader(Intake.Taken.REPLAYED, "true");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(writer.writeValueAsBytes(TaskBody.of(taken.task())));
    }
}
