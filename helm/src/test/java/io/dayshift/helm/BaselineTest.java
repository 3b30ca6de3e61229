package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The baseline for security, {@code hardened-values.yaml}, and what the notes say of an install that is less than that. */
class BaselineTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?) \\|");
    private static final Pattern VALUE = Pattern.compile("`([^`]+)`");

    /** One value of the baseline taken back, or those that cannot be apart, and the one that closes that. */
    record Opened(String values, String closing) {}

    static Stream<Opened> opened() {
        return Stream.of(
                new Opened("networkPolicy: {enabled: false}", "networkPolicy.enabled"),
                new Opened("networkPolicy: {managerFrom: []}", "networkPolicy.managerFrom"),
                new Opened("mtls: {enabled: false, managerSecret: '', workerSecret: ''}", "mtls.enabled"),
                new Opened("redis: {tls: {enabled: false, caSecret: '', clientSecret: ''}}", "redis.tls.enabled"),
                new Opened("redis: {auth: {existingSecret: ''}}", "redis.auth.existingSecret"),
                new Opened("tokens: {existingSecret: ''}", "tokens.existingSecret"),
                new Opened("tokens: {digests: false}", "tokens.digests"),
                new Opened("tokens: {digests: null}", "tokens.digests"),
                new Opened(
                        "metrics: {serviceMonitor: {tokenSecret: {name: ''}}}",
                        "metrics.serviceMonitor.tokenSecret.name"),
                new Opened("manager: {workerNetworks: []}", "manager.workerNetworks"),
                new Opened("manager: {limits: {submits: 0, submitsByRole: null}}", "manager.limits.submits"),
                new Opened("manager: {image: {digest: ''}}", "manager.image.digest"),
                new Opened("worker: {image: {digest: ''}}", "worker.image.digest"),
                new Opened("test: {image: {digest: ''}}", "test.image.digest"));
    }

    @Test
    void leaves_nothing_open_that_the_notes_know_of() {
        assertThat(Chart.notes(baseline("{}"))).doesNotContain("Left open");
    }

    @ParameterizedTest
    @MethodSource("opened")
    void is_missed_by_the_notes_wherever_it_is_not_kept(Opened opened) {
        assertThat(NotesTest.closing(baseline(opened.values))).containsExactly(opened.closing);
    }

    /** The role operate may have a limit of its own, which no client that submits comes under. */
    @Test
    void has_a_limit_for_those_who_submit() {
        var others = "manager: {limits: {submitsByRole: {operate: 10}}}";

        assertThat(NotesTest.closing(others)).contains("manager.limits.submits");
        assertThat(NotesTest.closing("manager: {limits: {submitsByRole: {submit: 10}}}"))
                .doesNotContain("manager.limits.submits");
    }

    /** What the first row calls by its last word alone are ways, which are closed where they are not named. */
    @Test
    void is_opened_here_row_by_row_of_the_documents_table() throws IOException {
        var closing = opened().map(Opened::closing).toList();

        assertThat(named())
                .hasSizeGreaterThan(10)
                .allSatisfy(named -> assertThat(closing).anyMatch(value -> (value + ".").startsWith(named + ".")));
    }

    private static List<String> named() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "kubernetes.md"));
        var table = document.substring(document.indexOf("### A baseline for security"));
        return ROW.matcher(table.substring(0, table.indexOf("###", 3)))
                .results()
                .flatMap(row -> VALUE.matcher(row.group(1)).results())
                .map(named -> named.group(1))
                .filter(named -> !named.endsWith("From") && !named.endsWith("Egress"))
                .toList();
    }

    private static String baseline(String values) {
        return ChartCopy.laidOver(Chart.mode("hardened-values.yaml"), values);
    }
}
