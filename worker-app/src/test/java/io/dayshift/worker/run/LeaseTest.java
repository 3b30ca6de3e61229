package io.dayshift.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final WorkerSession SESSION = new WorkerSession("w-1", "one");

    private Instant now = Instant.EPOCH;
    private final Lease lease = new Lease(() -> now);

    @Test
    void is_trusted_for_five_sixths_of_its_length() {
        lease.open(SESSION, now, Duration.ofSeconds(3));

        now = now.plusMillis(2499);
        assertThat(lease.isGoodUnder(SESSION)).isTrue();
        assertThat(lease.toClaimUnder()).contains(SESSION);

        now = now.plusMillis(1);
        assertThat(lease.isGoodUnder(SESSION)).isFalse();
        assertThat(lease.toClaimUnder()).isEmpty();
        assertThat(lease.session()).contains(SESSION);
    }

    @Test
    void counts_from_when_the_renewal_was_sent() {
        lease.open(SESSION, now, Duration.ofSeconds(3));
        var sent = now.plusSeconds(2);
        now = now.plusSeconds(4);

        lease.extend(SESSION, sent, false);

        assertThat(lease.isGoodUnder(SESSION)).isTrue();
        assertThat(lease.sinceRenewal()).contains(Duration.ofSeconds(2));
    }

    @Test
    void is_not_good_for_what_was_claimed_under_an_earlier_session() {
        lease.open(SESSION, now, Duration.ofSeconds(3));
        lease.drop(SESSION);
        lease.open(new WorkerSession("w-1", "two"), now, Duration.ofSeconds(3));

        assertThat(lease.isGoodUnder(SESSION)).isFalse();
    }
}
