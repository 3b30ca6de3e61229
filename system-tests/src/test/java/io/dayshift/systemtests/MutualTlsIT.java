package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.security.Authority;
import io.dayshift.common.security.Authority.Pem;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manager and a worker that know each other, and callers, by certificates alone, and go over to others as they run. */
class MutualTlsIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HEALTH = "/actuator/health/worker";

    private String last = "";

    @TempDir
    private Path folder;

    @Test
    void a_crew_works_with_certificates_and_goes_over_to_another_authority() {
        var first = new Authority(folder.resolve("first"), "first");
        var second = new Authority(folder.resolve("second"), "second");
        var managers = first.issue("manager", "dayshift-manager");
        var workers = first.issue("worker", "dayshift-worker");
        var oldOperator = first.issue("operator", "operator");
        var operator = second.issue("operator", "operator");
        try (var crew = Crew.withRedis(folder).ofShortLife()) {
            var manager = crew.startManager("manager", 0, options(managers));
            await("the manager answers", () -> answers(oldOperator, manager, "/v1/stats"));
            var worker =
                    crew.startWorker("w-1", 0, options(workers, "--dayshift.worker.manager-urls=" + address(manager)));
            await("w-1 is present", () -> answers(oldOperator, manager, "/v1/workers/w-1"));
            await("w-1 answers", () -> answers(oldOperator, worker, HEALTH));

            assertThat(doesAnEcho(oldOperator, manager)).isTrue();
            assertThat(call(oldOperator, "POST", manager, "/register").statusCode())
                    .isEqualTo(403);

            managers.replaceBy(second.issue("manager", "dayshift-manager"));
            workers.replaceBy(second.issue("worker", "dayshift-worker"));
            await("the manager is of the second authority", () -> answers(operator, manager, "/v1/stats"));
            await("w-1 is of the second authority", () -> answers(operator, worker, HEALTH));

            assertThat(doesAnEcho(operator, manager)).isTrue();
            assertThat(answers(oldOperator, manager, "/v1/stats")).isFalse();
            assertThat(call(operator, "POST", manager, "/v1/workers/w-1/shutdown")
                            .statusCode())
                    .isEqualTo(202);
            await("w-1 has gone home", () -> !worker.process().isAlive());
        }
    }

    private static String[] options(Pem own, String... more) {
        var options = new ArrayList<>(own.bundle("crew"));
        var roles = "--dayshift.security.certificates.";
        options.addAll(List.of(
                "--server.ssl.bundle=crew",
                "--server.ssl.client-auth=need",
                "--dayshift.client.ssl-bundle=crew",
                roles + "worker=dayshift-worker",
                roles + "manager=dayshift-manager",
                roles + "operate=operator",
                roles + "monitor=operator"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private static URI address(Service service) {
        return URI.create("https://127.0.0.1:" + service.address().getPort());
    }

    private static boolean doesAnEcho(Pem holder, Service manager) {
        var answer = call(holder, "POST", manager, "/v1/tasks?wait=20s");
        return answer.statusCode() == 200 && answer.body().contains("SUCCEEDED");
    }

    private boolean answers(Pem holder, Service service, String path) {
        try {
            var answer = call(holder, "GET", service, path);
            last = answer.statusCode() + " " + answer.body();
            return answer.statusCode() == 200;
        } catch (IllegalStateException e) {
            last = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** Calls over a connection of its own. */
    private static HttpResponse<String> call(Pem holder, String method, Service service, String path) {
        var body = path.startsWith("/v1/tasks") ? "{\"type\":\"echo\"}" : "{\"mode\":\"DRAIN\",\"cleanUp\":true}";
        var request = HttpRequest.newBuilder(address(service).resolve(path))
                .timeout(LONG)
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try (var client = HttpClient.newBuilder().sslContext(holder.context()).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void await(String what, BooleanSupplier so) {
        assertThat(Waiting.until(LONG, so)).as("%s; last heard: %s", what, last).isTrue();
    }
}
