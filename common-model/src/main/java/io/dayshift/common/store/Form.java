package io.dayshift.common.store;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a namespace is kept. It is looked at on each connection that is opened, before anything else is sent over
 * it: so at the start, or, when Redis is away then, as soon as it is there.
 */
final class Form {

    private static final Script SCRIPT = Script.load("form");

    private final RedisKeys keys;

    Form(RedisKeys keys) {
        this.keys = keys;
    }

    /** Marks an empty namespace; throws {@link OtherFormException} when it is kept in another form than this build's. */
    void check(StatefulConnection<String, String> connection) {
        var call = ScriptCall.bySource(SCRIPT, List.of(keys.form(), keys.sequence()), List.of());
        var command = call.command();
        connection.dispatch(command);
        var answer = new Answer(SCRIPT.verb(), await(command));
        switch (answer.word()) {
            case "SAME" -> {}
            case "OTHER" -> throw new OtherFormException(keys.prefix(), answer.text(1), answer.text(2));
            default -> throw answer.unknown();
        }
    }

    private static List<@Nullable Object> await(AsyncCommand<String, String, List<Object>> command) {
        try {
            return Collections.unmodifiableList(command.get(RedisLink.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for Redis", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailableException("the form of the namespace cannot be read: " + e.getMessage(), e);
        }
    }
}
