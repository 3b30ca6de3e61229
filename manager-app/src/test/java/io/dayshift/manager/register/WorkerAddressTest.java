package io.dayshift.manager.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.net.Networks;
import io.dayshift.common.net.Ports;
import io.dayshift.manager.system.WorkerNetworks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7:8081",
                "http://127.0.0.1:8081",
                "https://worker-0.workers.dayshift.svc.cluster.local:8081",
                "http://[::1]:8081",
                "http://[2001:db8::7]:8081",
                "http://localhost:8081",
                "http://1e100.example:80",
            })
    void reads_a_plain_address(String address) {
        assertThat(WorkerAddress.read(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "file:///x",
                "ftp://a:1",
                "javascript:x",
                "http://a@b",
                "http://a/b",
                "http://a?x",
                "http://a#x",
                "http://a:0",
                "http://a:99999",
                "http://a..b:1",
                "http://[::ffff:127.0.0.1]:80",
                "http://2130706433:80",
                "http://127.1:5",
                "http://0177.0.0.1:5",
                "http://017.0.0.1:5",
                "http://[fe80::1%25eth0]:80",
                "http://[]:1",
                "http://0x7f000001:80",
                "http://0x7f.1:80",
                "http://a.0x1:80",
                "http://foo.1:2",
            })
    void refuses_what_is_not_plainly_an_address(String address) {
        assertThat(WorkerAddress.read(address)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://[::7f00:1]:80", "http://[64:ff9b::a9fe:a9fe]", "http://[64:ff9b:1::1]", "http://[::]:1"})
    void leaves_what_hides_another_address_to_the_networks(String text) {
        var address = WorkerAddress.read(text);

        assertThat(address).hasToString(text);
        assertThat(new WorkerNetworks(Networks.of(List.of("::/0", "0.0.0.0/0")), Ports.of(List.of())).fault(address))
                .isPresent();
    }
}
