package io.dayshift.manager.system;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What tasks may fill.
 *
 * @param budget a share of {@code maxmemory}, such as {@code 80%}, or a size, such as {@code 500MB}
 */
@ConfigurationProperties("dayshift")
record BudgetProperties(@DefaultValue("80%") String budget) {

    BudgetProperties {
        Budget.read(budget);
    }

    Budget toBudget() {
        return Budget.read(budget);
    }
}
