package io.dayshift.worker;

import io.dayshift.common.security.ProductionProfile;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;

/** A worker in production. No manager is there. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dayshift.worker.manager-urls=http://127.0.0.1:1")
class ProductionProfileIT extends ProductionProfile {

    static Stream<String> ownRoutes() {
        return Stream.of("/actuator/health/worker", "/assign", "/shutdown");
    }
}
