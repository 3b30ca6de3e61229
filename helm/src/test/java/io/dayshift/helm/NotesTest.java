package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {

    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final Pattern SUBMIT =
            Pattern.compile("\\n +curl (?<options>.*)\\\\\\n +-d '(?<body>[^']*)' '(?<address>[^']*)'\\n");
    private static final Pattern NAMED =
            Pattern.compile("kubectl -n works .*?(deployment/|service/|get secret )(\\S+)");

    @Test
    void name_only_what_the_chart_installs() {
        var installed = Chart.render().names();

        var named = NAMED.matcher(Chart.notes("{}")).results().toList();

        assertThat(named)
                .hasSize(5)
                .allSatisfy(match -> assertThat(installed).anyMatch(name -> name.endsWith("/" + match.group(2))));
    }

    /** What {@code submit} of the API takes; with {@code -d} curl calls by POST. */
    @ParameterizedTest
    @ValueSource(strings = {"default-values.yaml", "mtls-values.yaml"})
    void begin_with_a_task_that_managers_take(String mode) {
        var curl = SUBMIT.matcher(Chart.notes(Chart.mode(mode)));

        assertThat(curl.find()).isTrue();
        assertThat(curl.group("options"))
                .contains("-H \"Authorization: Bearer $SUBMIT\"", "-H 'Content-Type: application/json'")
                .doesNotContain("-X", "-G");
        assertThat(STRICT.fromJson(curl.group("body"), Object.class))
                .isEqualTo(Map.of("type", "echo", "payload", Map.of("hello", "world")));
        assertThat(URI.create(curl.group("address")))
                .hasPath("/v1/tasks")
                .hasQuery("wait=10s")
                .hasPort(8080);
    }

    @Test
    void tell_how_to_remove_the_pod_of_the_test() {
        assertThat(Chart.notes("{}"))
                .contains("`helm uninstall` leaves it behind")
                .contains("kubectl -n works delete pod night-dayshift-test --ignore-not-found");
        assertThat(Chart.render().names()).contains("Pod/night-dayshift-test");
    }

    @Test
    void warn_of_the_built_in_redis() {
        assertThat(Chart.notes("{}"))
                .contains("WARNING: the built-in Redis is for trying out")
                .contains("kubectl -n works delete pvc data-night-dayshift-redis-0");
    }

    @Test
    void warn_more_when_the_data_goes_with_the_pod() {
        assertThat(Chart.notes("redis: {builtIn: {persistence: {enabled: false}}}"))
                .contains("its data is gone with the pod")
                .doesNotContain("delete pvc");
    }

    @Test
    void say_which_secrets_a_rendering_makes() {
        assertThat(Chart.notes("{}")).contains("set tokens.existingSecret and redis.builtIn.existingSecret.name.");
        assertThat(Chart.notes("redis: {builtIn: {existingSecret: {name: s}}}")).contains("set tokens.existingSecret.");
        assertThat(Chart.notes("tokens: {existingSecret: s}")).contains("set redis.builtIn.existingSecret.name.");
    }

    @Test
    void are_short_for_somebody_with_a_redis_and_tokens_of_their_own() {
        var notes = Chart.notes("""
                redis: {existingSecret: {name: our-redis}, builtIn: {enabled: false}}
                tokens: {existingSecret: our-tokens}
                """);

        assertThat(notes)
                .contains("get secret our-tokens")
                .doesNotContain("WARNING")
                .doesNotContain("were made at the first install");
    }
}
