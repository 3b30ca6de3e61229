package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Redis managers and workers are told to use. */
class RedisChoiceTest {

    private static final String URL = "SPRING_DATA_REDIS_URL";

    @Test
    void is_the_built_in_one_by_default() {
        assertUrl("{}", "secret night-dayshift-redis/url");
    }

    @Test
    void is_the_one_at_a_url() {
        assertUrl(
                "redis: {url: 'redis://redis.example:6379', builtIn: {enabled: false}}", "redis://redis.example:6379");
    }

    @Test
    void is_the_one_in_a_secret() {
        assertUrl(
                "redis: {existingSecret: {name: our-redis, key: address}, builtIn: {enabled: false}}",
                "secret our-redis/address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config: {spring: {data: {redis: {sentinel: {master: crew, nodes: 'a:26379'}}}}}",
                "config: {spring.data.redis.cluster.nodes: 'a:6379,b:6379'}"
            })
    void is_what_the_properties_describe(String config) {
        var rendered = Chart.render(config + "\nredis: {builtIn: {enabled: false}}");

        assertThat(rendered.workloads())
                .hasSize(2)
                .allSatisfy(workload -> assertThat(workload.env()).doesNotContainKey(URL));
    }

    @Test
    void has_to_be_named() {
        assertThatThrownBy(() -> Chart.render("redis: {builtIn: {enabled: false}}"))
                .hasMessageContaining("no Redis: set redis.url or redis.existingSecret.name");
    }

    @Test
    void has_to_be_one() {
        assertThatThrownBy(() -> Chart.render("redis: {url: 'redis://redis.example:6379'}"))
                .hasMessageContaining("redis.url and redis.builtIn.enabled are set")
                .hasMessageContaining("set redis.builtIn.enabled=false");
    }

    @Test
    void never_shows_its_password() {
        assertThatThrownBy(() -> Chart.render("redis: {url: 'rediss://crew:secret@r:6379', builtIn: {enabled: false}}"))
                .hasMessageContaining("name it in redis.existingSecret.name")
                .hasMessageNotContaining("crew:secret");
    }

    @Test
    void keeps_crews_apart_by_namespace() {
        assertThat(Chart.render("redis: {namespace: nightshift}").workloads())
                .filteredOn(workload -> workload.kind().equals("Deployment"))
                .hasSize(2)
                .allSatisfy(workload -> assertThat(workload.env()).containsEntry("DAYSHIFT_NAMESPACE", "nightshift"));
    }

    private static void assertUrl(String values, String url) {
        assertThat(Chart.render(values).workloads())
                .filteredOn(workload -> workload.kind().equals("Deployment"))
                .hasSize(2)
                .allSatisfy(workload -> assertThat(workload.env()).containsEntry(URL, url));
    }
}
