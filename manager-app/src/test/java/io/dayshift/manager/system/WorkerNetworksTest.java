package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerNetworksTest {

    private static final List<String> PRIVATE = List.of(
            "http://10.0.0.7:8081", "http://172.16.0.1", "http://192.168.1.1", "http://100.64.0.1", "http://[fd12::7]");
    private static final List<String> LOOPBACK =
            List.of("http://127.0.0.1:8081", "http://[::1]:8081", "http://127.1.2.3");
    private static final List<String> NOWHERE = List.of(
            "http://169.254.169.254",
            "http://[fd00:ec2::254]",
            "http://100.100.100.200",
            "http://0.0.0.0:8081",
            "http://8.8.8.8",
            "http://[2001:db8::7]");

    private static WorkerNetworks usual(@Nullable String served) {
        return networks(List.of(), List.of(), served == null ? null : InetAddress.ofLiteral(served));
    }

    private static WorkerNetworks networks(List<String> networks, List<String> ports, @Nullable InetAddress served) {
        return WorkerNetworks.of(new ManagerProperties(Duration.ZERO, Duration.ZERO, networks, ports), served);
    }

    private static void assertHas(WorkerNetworks networks, List<String> addresses) {
        assertThat(addresses)
                .allSatisfy(address ->
                        assertThat(networks.fault(URI.create(address))).isEmpty());
    }

    private static void assertHasNot(WorkerNetworks networks, List<String> addresses) {
        assertThat(addresses)
                .allSatisfy(address ->
                        assertThat(networks.fault(URI.create(address))).contains(WorkerNetworks.OUTSIDE));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "8.8.8.8"})
    void are_the_private_ones_for_a_manager_that_serves_others(@Nullable String served) {
        var networks = usual(served);

        assertHas(networks, PRIVATE);
        assertHasNot(networks, LOOPBACK);
        assertHasNot(networks, NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.0.0.2"})
    void are_this_machine_for_a_manager_that_serves_nobody_else(String served) {
        var networks = usual(served);

        assertHas(networks, LOOPBACK);
        assertHasNot(networks, PRIVATE);
        assertHasNot(networks, NOWHERE);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "10.0.0.1"})
    void are_those_that_are_configured_whatever_is_served(String served) {
        var networks = networks(List.of("8.8.8.0/24"), List.of(), InetAddress.ofLiteral(served));

        assertHas(networks, List.of("http://8.8.8.8"));
        assertHasNot(networks, PRIVATE);
        assertHasNot(networks, LOOPBACK);
    }

    @Test
    void have_workers_at_some_ports_only_when_those_are_configured() {
        var networks = networks(List.of("10.0.0.0/8"), List.of("8081-8089", "443"), null);

        assertHas(networks, List.of("http://10.0.0.7:8081", "http://10.0.0.7:8089", "https://10.0.0.7"));
        assertHasNot(networks, List.of("http://8.8.8.8:8081"));
        assertThat(networks.fault(URI.create("http://10.0.0.7:6379"))).contains(WorkerNetworks.OTHER_PORT);
        assertThat(networks.fault(URI.create("http://10.0.0.7"))).contains(WorkerNetworks.OTHER_PORT);
    }

    @Test
    void are_not_taken_with_ports_that_are_none() {
        assertThatThrownBy(() -> networks(List.of(), List.of("8081", "any"), null))
                .hasMessageContaining("dayshift.manager.worker-ports: 'any' is not a port");
    }

    @Test
    void have_no_name_that_means_nothing() {
        assertThat(usual(null).fault(URI.create("http://nothing.invalid"))).contains(WorkerNetworks.UNKNOWN);
    }
}
