package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending the crew home, by mistake and on purpose. */
class WorkersIT extends OverTheWire {

    private final QuietWorker worker = new QuietWorker();

    @BeforeEach
    void has_a_worker() {
        assertThat(postTo("/register", worker.registration()).status()).isEqualTo(200);
        looks_at_the_store();
    }

    /** It would be missed soon, and that changes the store. */
    @AfterEach
    void forgets_it() {
        worker.close();
        emptyStore();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 400",
                "null | 400",
                "[] | 400",
                "true | 400",
                "{ | 400",
                "{} | 422",
                "{\"confirm\":false} | 422",
                "{\"confirm\":null} | 422",
                "{\"mode\":\"NOW\",\"cleanUp\":true} | 422",
                "{\"confirm\":\"true\"} | 400",
                "{\"confirm\":1} | 400",
                "{\"Confirm\":true} | 400",
                "{\"confirm\":true,\"confirm\":true} | 400",
                "{\"confirm\":true,\"mode\":\"LATER\"} | 400",
                "{\"confirm\":true,\"mode\":\"now\"} | 400",
                "{\"confirm\":true,\"mode\":1} | 400",
                "{\"confirm\":true,\"cleanUp\":\"yes\"} | 400",
                "{\"confirm\":true,\"force\":true} | 400",
            })
    void sends_nobody_home_who_is_not_meant_to_go(String body, int status) {
        isProblem(postTo("/v1/workers/shutdown", body), status);

        assertThat(worker.farewells()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"null | 400", "[] | 400", "{\"mode\":\"LATER\"} | 400", "{\"confirm\":true} | 400"})
    void sends_no_worker_home_by_what_cannot_be_read(String body, int status) {
        isProblem(postTo("/v1/workers/" + QuietWorker.ID + "/shutdown", body), status);

        assertThat(worker.farewells()).isZero();
    }

    @Test
    void sends_all_home_when_that_is_meant() {
        var answer = postTo("/v1/workers/shutdown", "{\"confirm\":true}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("\"workerId\":\"wire-m\",\"accepted\":true");
        assertThat(worker.farewells()).isEqualTo(1);
    }
}
