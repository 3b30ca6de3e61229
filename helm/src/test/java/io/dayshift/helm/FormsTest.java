package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that people often write otherwise than they have to be: refused in words, for which the schema of Helm has no place. */
class FormsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis: {url: 'http://redis:6379'}                   | write it like rediss://redis.example:6379
            redis: {url: 'redis:6379'}                          | redis.url does not begin with redis:// or, for TLS, rediss://
            redis: {url: 'redis://'}                            | redis.url does not begin with redis://
            redis: {host: 'redis:6379'}                         | put the port into redis.port
            redis: {host: 'a, b'}                               | several hosts into redis.sentinel or redis.cluster
            redis: {host: 'redis://redis'}                      | a URL into redis.url
            redis: {sentinel: {nodes: [a]}}                     | redis.sentinel.nodes.0 is not a host and its port: write it like redis-0.redis:6379
            redis: {cluster: {nodes: ['a:1', 'redis://b:1']}}   | redis.cluster.nodes.1 is not a host and its port
            redis: {cluster: {nodes: ['a:1,b:1']}}              | each node as an entry of its own
            manager: {workerNetworks: [10.128.0.0]}             | manager.workerNetworks.0 is not a network: write its address and length like 10.128.0.0/14
            manager: {workerNetworks: [10.0.0.0/8, pods]}       | manager.workerNetworks.1 is not a network
            workerPools: {Big: {}}                              | workerPools.Big cannot be the name of a pool
            workerPools: {gpu_a100: null}                       | take at most 15 of small letters, digits and -
            workerPools: {a-name-that-is-too-long: {}}          | workerPools.a-name-that-is-too-long cannot be the name of a pool
            manager: {image: {digest: latest}}                  | manager.image.digest is not sha256: and 64 hexadecimal digits, as docker push prints them: a tag such as latest goes into manager.image.tag
            worker: {image: {digest: 'sha256:abc'}}             | worker.image.digest is not sha256:
            workerPools: {a: {image: {digest: abc}}}            | workerPools.a.image.digest is not sha256:
            redis: {builtIn: {image: {digest: abc}}}            | redis.builtIn.image.digest is not sha256:
            test: {image: {digest: abc}}                        | test.image.digest is not sha256:
            """)
    void are_explained(String values, String message) {
        assertThatThrownBy(() -> Chart.render(values))
                .hasMessageContaining(message)
                .hasMessageNotContaining("pattern");
    }

    /** Somebody may have put one there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis: {url: 'http://crew:secret@redis'}",
                "redis: {host: 'crew:secret@redis'}",
                "redis: {cluster: {nodes: ['crew:secret@redis:1']}}"
            })
    void never_show_a_password(String values) {
        assertThatThrownBy(() -> Chart.render(values))
                .hasMessageContaining("validate.yaml")
                .hasMessageContaining("redis.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void leave_alone_what_is_written_well() {
        var values = """
                redis: {cluster: {nodes: ['redis-0.redis:6379', '10.0.0.1:6379']}, builtIn: {enabled: false}}
                manager: {workerNetworks: [10.128.0.0/14, 'fd00:10::/48']}
                workerPools: {a: {}, 0-small-pool-15: {image: {digest: 'sha256:%s'}}, default: null}
                """.formatted("0".repeat(64));

        assertThat(Chart.render(values).crew()).hasSize(3);
    }
}
