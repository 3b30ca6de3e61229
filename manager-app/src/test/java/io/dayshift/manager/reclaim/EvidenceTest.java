package io.dayshift.manager.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.manager.client.Pulse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final Pulse SILENT = new Pulse.Silent("timed out");

    private static Evidence after(Pulse... pulses) {
        var evidence = Evidence.NONE;
        for (var pulse : pulses) {
            evidence = evidence.with(pulse, "own");
        }
        return evidence;
    }

    private static Pulse answered(String session, boolean up) {
        return new Pulse.Answered(Optional.of(session), up);
    }

    @Test
    void a_refused_connection_condemns_at_once() {
        assertThat(after(new Pulse.Refused()).condemns()).isTrue();
    }

    @Test
    void another_session_at_the_address_condemns_at_once() {
        assertThat(after(answered("another", true)).condemns()).isTrue();
    }

    @Test
    void silence_condemns_the_third_time() {
        assertThat(after(SILENT, SILENT).condemns()).isFalse();
        assertThat(after(SILENT, SILENT, SILENT).condemns()).isTrue();
        assertThat(after(SILENT, SILENT, SILENT).isTold()).isFalse();
    }

    @Test
    void one_good_answer_takes_all_back() {
        assertThat(after(SILENT, SILENT, answered("own", true), SILENT).condemns())
                .isFalse();
    }

    @Test
    void a_worker_that_says_it_is_not_well_is_condemned_the_third_time() {
        var unwell = answered("own", false);

        assertThat(after(unwell, unwell).condemns()).isFalse();
        assertThat(after(unwell, unwell, unwell).condemns()).isTrue();
        assertThat(after(unwell, unwell, unwell).isTold()).isTrue();
    }
}
