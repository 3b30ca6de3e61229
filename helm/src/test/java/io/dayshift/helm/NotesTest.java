package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class NotesTest {

    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final Pattern SUBMIT =
            Pattern.compile("\\n +curl (?<options>.*)\\\\\\n +-d '(?<body>[^']*)' '(?<address>[^']*)'\\n");
    private static final Pattern OPEN = Pattern.compile("\\n- .*: (\\S+)");
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
    void tell_what_is_open_in_an_install_for_trying_out() {
        assertThat(closing("{}"))
                .containsExactly(
                        "networkPolicy.enabled",
                        "mtls.enabled",
                        "redis.builtIn.enabled",
                        "manager.workerNetworks",
                        "manager.limits.submits",
                        "tokens.existingSecret",
                        "redis.builtIn.existingSecret.name",
                        "manager.image.digest",
                        "worker.image.digest",
                        "redis.builtIn.image.digest",
                        "test.image.digest");
    }

    /** Each with the others of its kind that are not open then. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network-built-in-values.yaml | networkPolicy.managerFrom     | networkPolicy.enabled
            network-values.yaml          | redis.tls.enabled             | networkPolicy.managerFrom
            redis-sentinel-values.yaml   | redis.tls.enabled             | redis.auth.existingSecret
            redis-url-values.yaml        | redis.existingSecret.name     | redis.builtIn.enabled
            redis-secret-values.yaml     | tokens.digests                | redis.existingSecret.name
            redis-tls-values.yaml        | mtls.enabled                  | redis.tls.enabled
            gitops-values.yaml           | redis.builtIn.enabled         | tokens.digests
            deletion-cost-values.yaml    | manager.deletionCost.enabled  | networkPolicy.enabled
            mtls-values.yaml             | manager.ingress.tls           | mtls.enabled
            ingress-values.yaml          | mtls.enabled                  | manager.ingress.tls
            ingress-values.yaml          | networkPolicy.enabled         | manager.limits.submits
            everything-values.yaml       | profiles                      | manager.workerNetworks
            everything-values.yaml       | manager.service.type          | manager.image.digest
            """)
    void tell_what_is_open_and_not_what_is_closed(String mode, String open, String closed) {
        assertThat(closing(Chart.mode(mode))).contains(open).doesNotContain(closed);
    }

    @Test
    void tell_of_tokens_in_plain_from_the_secret_of_the_chart() {
        assertThat(closing("tokens: {digests: false}")).contains("tokens.digests");
        assertThat(closing("tokens: {digests: true}")).doesNotContain("tokens.digests");
    }

    @Test
    void tell_of_a_redis_that_asks_for_no_password() {
        assertThat(closing("redis: {host: r, builtIn: {enabled: false}}")).contains("redis.auth.existingSecret");
    }

    @Test
    void name_values_that_there_are() {
        var values = new Manifest(new Yaml().<Map<String, Object>>load(Chart.text("values.yaml")));

        assertThat(Chart.modes().flatMap(mode -> closing(Chart.mode(mode)).stream()))
                .isNotEmpty()
                .allSatisfy(value -> {
                    var end = value.lastIndexOf('.');
                    var level = end < 0 ? values : values.part(value.substring(0, end));
                    assertThat(level.content()).containsKey(value.substring(end + 1));
                });
    }

    /** The values that close what is open, in the order in which the notes name them. */
    static List<String> closing(String values) {
        return OPEN.matcher(Chart.notes(values))
                .results()
                .map(match -> match.group(1))
                .toList();
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
