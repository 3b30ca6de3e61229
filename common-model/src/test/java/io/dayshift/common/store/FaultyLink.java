package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A link that loses requests and replies, and may run scripts that were tampered with. */
final class FaultyLink extends RedisLink {

    private final Random random;
    private final int oneIn;
    private final UnaryOperator<Script> tampering;
    private boolean calm;

    /**
     * Opens such a link.
     *
     * @param oneIn how many calls there are for one that is lost
     */
    FaultyLink(AbstractRedisClient client, Form form, long seed, int oneIn, UnaryOperator<Script> tampering) {
        super(client, form);
        this.random = new Random(seed);
        this.oneIn = oneIn;
        this.tampering = tampering;
    }

    /** From now on nothing is lost. */
    void calm() {
        calm = true;
    }

    @Override
    Answer run(Script script, List<String> keys, List<String> arguments) {
        return runOnce(script, keys, arguments);
    }

    @Override
    Answer runOnce(Script script, List<String> keys, List<String> arguments) {
        var mayBeLost = !calm
                && List.of("submit", "assign", "claim", "complete", "fail", "promote", "resume")
                        .contains(script.verb());
        var luck = mayBeLost ? random.nextInt(oneIn) : oneIn;
        if (luck == 0) {
            throw new StoreUnavailableException("request lost", new TimeoutException());
        }
        var answer = super.runOnce(tampering.apply(script), keys, arguments);
        if (luck == 1) {
            throw new StoreUnavailableException("reply lost", new TimeoutException());
        }
        return answer;
    }
}
