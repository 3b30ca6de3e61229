package io.dayshift.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.7", "10.255.255.255", "172.31.0.1", "192.168.1.1", "100.64.0.1", "100.127.0.1", "fd12::7"
            })
    void private_networks_have_what_is_private(String address) {
        assertThat(Networks.of(Networks.PRIVATE).contain(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "100.100.100.200",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "::10.0.0.7",
                "64:ff9b::a00:7",
                "2002:a00:7::",
                "2001:db8::7"
            })
    void private_networks_have_nothing_else(String address) {
        assertThat(Networks.of(Networks.PRIVATE).contain(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::7, false",
        "::/0, 2001:db8::7, true",
        "::/0, ::1, true",
        "::/0, 8.8.8.8, false",
        "0.0.0.0/0, 169.254.169.254, false",
        "169.0.0.0/8, 169.254.169.254, false",
        "169.254.0.0/16, 169.254.169.254, true",
        "169.254.169.254, 169.254.169.254, true",
        "169.254.169.254, 169.254.169.253, false",
        "::/0, fe80::1, false",
        "::/0, 64:ff9b::a9fe:a9fe, false",
        "64:ff9b::/96, 64:ff9b::a9fe:a9fe, true",
        "::/0, 64:ff9b:1::a9fe:a9fe, false",
        "64:ff9b:1::/48, 64:ff9b:1::a9fe:a9fe, true",
        "fd00::/8, fd00:ec3::1, true",
        "fd00::/8, fd20:ce::254, false",
        "fd20:ce::254, fd20:ce::254, true",
        "0.0.0.0/0, 0.0.0.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.0/31, 10.1.2.1, true",
        "10.1.2.0/31, 10.1.2.2, false",
        "127.0.0.0/8, ::ffff:127.0.0.1, true",
    })
    void has_what_is_in_the_block(String block, String address, boolean contained) {
        assertThat(Networks.of(List.of(block)).contain(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true",
        "2606:4700::1, true",
        "10.1.2.3, true",
        "10.2.0.1, false",
        "127.0.0.1, false",
        "192.168.1.1, false",
        "100.64.0.1, false",
        "169.254.169.254, false",
        "168.63.129.16, false",
        "0.0.0.0, false",
        "255.255.255.255, false",
        "::1, false",
        "fd00:ec2::254, false",
        "64:ff9b::808:808, false",
        "64:ff9b:1::808:808, false",
        "fd20:ce::254, false",
    })
    void adds_what_is_public(String address, boolean allowed) {
        assertThat(Networks.of(List.of("10.1.0.0/16")).filterWithPublic().matches(InetAddress.ofLiteral(address)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10/8", "10.0.0.0/33", "10.0.0.1/8", "example.org", "10.0.0.0/", "1:2/8", "fd00::/129"})
    void refuses_what_is_no_network(String block) {
        assertThatThrownBy(() -> Networks.of(List.of(block))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void looks_names_up() throws UnknownHostException {
        assertThat(Networks.of(Networks.LOOPBACK).containHost("localhost")).isTrue();
        assertThat(Networks.of(Networks.LOOPBACK).containHost("[::1]")).isTrue();
        assertThat(Networks.of(Networks.PRIVATE).containHost("localhost")).isFalse();
        assertThatThrownBy(() -> Networks.of(Networks.PRIVATE).containHost("nothing.invalid"))
                .isInstanceOf(UnknownHostException.class);
    }
}
