package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.helm.Chart;
import io.dayshift.helm.Manifest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What Kubernetes needs of the images, by what the Dockerfile says; needs no engine. */
class DockerfileIT {

    /** A shell in front would keep SIGTERM to itself, and none is in the image. */
    @Test
    void names_the_program_itself_and_no_shell() throws IOException {
        assertThat(Dockerfile.arguments("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("[\"/");
        assertThat(Dockerfile.read().entrypoint().getFirst()).isEqualTo("/app/runtime/bin/java");
        assertThat(Dockerfile.arguments("CMD")).isEmpty();
        assertThat(Dockerfile.arguments("SHELL")).isEmpty();
    }

    /** Of a user who is known by name Kubernetes cannot tell that it is not root, and does not start the container. */
    @Test
    void runs_as_a_user_by_number_which_is_that_of_the_chart() throws IOException {
        var manager = Chart.render("{}").get("Deployment", "night-dayshift-manager");
        var user = manager.at(Manifest.POD + "securityContext.runAsUser");
        var group = manager.at(Manifest.POD + "securityContext.runAsGroup");

        assertThat(Dockerfile.arguments("USER"))
                .singleElement()
                .asString()
                .matches("[1-9][0-9]*:[1-9][0-9]*")
                .isEqualTo(user + ":" + group);
    }
}
