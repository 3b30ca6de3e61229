package io.dayshift.common.store;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One call of a script.
 *
 * @param type EVALSHA or EVAL
 * @param script its digest or its source, as the type wants it
 */
record ScriptCall(CommandType type, String script, List<String> keys, List<String> arguments) {

    static ScriptCall bySha(Script script, List<String> keys, List<String> arguments) {
        return new ScriptCall(CommandType.EVALSHA, script.sha(), keys, arguments);
    }

    static ScriptCall bySource(Script script, List<String> keys, List<String> arguments) {
        return new ScriptCall(CommandType.EVAL, script.source(), keys, arguments);
    }

    /** A command to be sent once; it is the answer to come as well. */
    AsyncCommand<String, String, List<Object>> command() {
        var all =
                new CommandArgs<>(StringCodec.UTF8).add(script).add(keys.size()).addKeys(keys);
        // As bytes: text would be encoded by the thread that all calls share, each piece into a buffer of its own
        // first.
        arguments.forEach(argument -> all.add(argument.getBytes(StandardCharsets.UTF_8)));
        return new AsyncCommand<>(new Command<>(type, new NestedMultiOutput<>(StringCodec.UTF8), all));
    }
}
