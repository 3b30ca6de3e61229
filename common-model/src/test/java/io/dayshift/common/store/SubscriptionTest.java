package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    @Test
    void is_closed_while_a_connection_is_opened_that_never_comes() throws InterruptedException {
        var client = mock(RedisClient.class);
        var opening = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        given(client.connectPubSub()).willAnswer(call -> {
            opening.countDown();
            never.await();
            throw new RedisException("at last");
        });
        var subscription = new Subscription(client, Map.of());
        opening.await();

        var closing = Thread.startVirtualThread(subscription::close);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(closing.isAlive()).isFalse());
        never.countDown();
    }
}
