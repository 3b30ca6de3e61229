package io.dayshift.manager.register;

import static org.assertj.core.api.Assertions.assertThat;

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
    void takes_the_address_of_a_worker(String address) {
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
                "http://0.0.0.0:1",
                "http://[::]:1",
                "http://[::ffff:127.0.0.1]:80",
                "http://[::7f00:1]:80",
                "http://[64:ff9b::a9fe:a9fe]",
                "http://[fe80::1]",
                "http://[fd00:ec2::254]",
                "http://169.254.169.254",
                "http://100.100.100.200",
                "http://metadata.google.internal",
                "http://METADATA.google.internal.",
                "http://2130706433:80",
                "http://127.1:5",
                "http://0177.0.0.1:5",
                "http://0x7f000001:80",
                "http://0x7f.1:80",
                "http://a.0x1:80",
                "http://foo.1:2",
                "http://224.0.0.1:80",
            })
    void refuses_what_no_worker_is_reached_at(String address) {
        assertThat(WorkerAddress.read(address)).isNull();
    }
}
