package io.dayshift.manager;

import io.dayshift.common.security.ProductionProfile;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;

/** A manager in production. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProductionProfileIT extends ProductionProfile {

    static Stream<String> ownRoutes() {
        return Stream.of("/v1/stats", "/register");
    }
}
