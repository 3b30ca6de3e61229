package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dayshift.common.store.Durability;
import io.dayshift.common.store.Vitals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

    private static Vitals withMaximum(long bytes) {
        return new Vitals(Durability.STRONG, "noeviction", 0, bytes);
    }

    @ParameterizedTest
    @CsvSource({"80%, 1000, 800", "100%, 1000, 1000", "1%, 1000, 10", "500MB, 1000, 524288000", "1GB, 0, 1073741824"})
    void is_a_share_or_a_size(String text, long maximum, long limit) {
        assertThat(Budget.read(text).limit(withMaximum(maximum))).hasValue(limit);
    }

    @Test
    void a_share_of_no_limit_is_no_limit() {
        assertThat(Budget.read("80%").limit(withMaximum(0))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "0%", "101%", "-5%", "80 %", "0MB", "1.5GB", "5 MB", "lots", "99999999999999GB"})
    void refuses_everything_else_and_says_what_is_wanted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.read(text))
                .withMessageContaining("dayshift.budget must be a share of maxmemory");
    }
}
