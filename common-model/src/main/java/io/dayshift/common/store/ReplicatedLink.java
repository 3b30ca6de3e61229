package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link whose scripts have reached replicas too when their answer comes. Redis serves nothing else on a connection that
 * waits for replicas, so this one should not be shared with what is in a hurry.
 */
final class ReplicatedLink extends RedisLink {

    private static final Logger log = LoggerFactory.getLogger(ReplicatedLink.class);

    private final ReplicaProperties properties;
    private volatile boolean behind;

    ReplicatedLink(AbstractRedisClient client, Form form, ReplicaProperties properties) {
        super(client, form);
        this.properties = properties;
    }

    @Override
    CompletionStage<List<@Nullable Object>> eval(StatefulConnection<String, String> on, ScriptCall call) {
        return serverOf(call.keys().getFirst(), on).thenCompose(master -> evalAndWait(master, call));
    }

    /** Writes both at once, so that no other master can answer the second than the one that ran the first. */
    private CompletionStage<List<@Nullable Object>> evalAndWait(
            StatefulConnection<String, String> master, ScriptCall call) {
        var script = call.command();
        var replicas = waitCommand();
        master.dispatch(List.of(script, replicas));
        return script.thenCombine(replicas, this::checked);
    }

    private AsyncCommand<String, String, Long> waitCommand() {
        var arguments = new CommandArgs<>(StringCodec.UTF8)
                .add(properties.waitReplicas())
                .add(properties.waitTimeout().toMillis());
        return new AsyncCommand<>(new Command<>(CommandType.WAIT, new IntegerOutput<>(StringCodec.UTF8), arguments));
    }

    private List<@Nullable Object> checked(List<Object> answer, Long replicas) {
        if (replicas >= properties.waitReplicas()) {
            behind = false;
            return Collections.unmodifiableList(answer);
        }
        if (!behind) {
            behind = true;
            log.warn(
                    "event=replicas-behind wanted={} acknowledged={}: submits answer 503 until replicas follow",
                    properties.waitReplicas(),
                    replicas);
        }
        throw new ReplicasBehindException(properties.waitReplicas(), replicas);
    }
}
