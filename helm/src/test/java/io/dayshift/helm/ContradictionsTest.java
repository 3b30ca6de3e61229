package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that each are fine and together are not: refused, with what to change. */
class ContradictionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            manager: {image: {repository: ''}}                                              | manager.image.repository is empty, and no image of Dayshift is published: build both (docs/images.md)
            worker: {image: {repository: ''}}                                               | set worker.image.repository=registry.example/dayshift-worker
            workerPools: {a: {image: {repository: ''}}}                                     | workerPools.a has no image
            redis: {builtIn: {enabled: false}}                                              | no Redis: set redis.url, redis.existingSecret.name
            redis: {url: 'redis://r:6379'}                                                  | redis.url and redis.builtIn.enabled are set, keep one; with a Redis of your own set redis.builtIn.enabled=false
            redis: {host: r, cluster: {nodes: ['a:1']}, builtIn: {enabled: false}}          | redis.host and redis.cluster.nodes are set, keep one
            redis: {sentinel: {master: m}, builtIn: {enabled: false}}                       | set redis.sentinel.master (the name that the sentinels have for it) and redis.sentinel.nodes
            redis: {sentinel: {nodes: ['a:1']}, builtIn: {enabled: false}}                  | set redis.sentinel.master (the name that the sentinels have for it) and redis.sentinel.nodes
            redis: {auth: {existingSecret: s}}                                              | redis.auth is for redis.host, redis.sentinel and redis.cluster
            redis: {url: 'redis://r', auth: {existingSecret: s}, builtIn: {enabled: false}} | put them into the URL in redis.existingSecret
            redis: {host: r, builtIn: {enabled: false, existingSecret: {name: s}}}          | redis.builtIn.existingSecret is for the built-in Redis, which is off
            redis: {sentinel: {master: m, nodes: ['a:1']}, auth: {existingSecret: s, sentinelUsernameKey: u}, builtIn: {enabled: false}} | set redis.auth.sentinelPasswordKey as well
            redis: {tls: {enabled: true}}                                                   | the built-in one has no TLS: set redis.tls.enabled=false
            redis: {url: 'redis://r', tls: {enabled: true}, builtIn: {enabled: false}}      | write rediss://, or set redis.tls.enabled=false
            redis: {host: r, tls: {caSecret: ca}, builtIn: {enabled: false}}                | set redis.tls.enabled=true
            redis: {waitReplicas: 1}                                                        | set redis.waitReplicas=0
            config: {spring: {data: {redis: {host: r}}}}                                    | config sets spring.data.redis
            worker: {config: {spring.data.redis.timeout: 1s}}                               | worker.config sets spring.data.redis
            config: {acme: {db: {password: x}}}                                             | config sets password: which would stand in a ConfigMap
            manager: {config: {dayshift.security.tokens.read: x}}                           | extraEnv with valueFrom.secretKeyRef
            workerPools: {a: {config: {acme: [{apiKey: x}]}}}                               | workerPools.a.config sets
            config: {acme: {proxy: 'http://crew:secret@proxy:3128'}}                        | config.acme.proxy looks like a URL with a password
            worker: {config: {acme: [{at: a}, {at: 'amqp://:secret@mq'}]}}                  | worker.config.acme.1.at looks like a URL with a password
            workerPools: {a: {config: {acme.header: 'Bearer abcdefgh.12345678'}}}           | workerPools.a.config.acme.header looks like the header Authorization
            manager: {config: {acme: {headers: 'authorization=basic Y3JldzpzZWNyZXQ='}}}    | manager.config.acme.headers looks like the header Authorization
            config: {acme: {db: 'jdbc:postgresql://db/acme?user=crew&password=secret'}}     | config.acme.db looks like a URL with a password
            config: {acme: {proxy: 'http://crew:${PW:hunter2}@proxy'}}                      | config.acme.proxy looks like a URL with a password
            config: {acme: {proxy: 'http://crew:${PW:${OTHER:hunter2}}@proxy'}}             | config.acme.proxy looks like a URL with a password
            config: {acme: {at: '${AT:https://api/x?api_key=hunter2}'}}                     | config.acme.at looks like a URL with a password
            config: {acme: {header: 'Bearer ${TOKEN:abcdefgh.12345678}'}}                   | config.acme.header looks like the header Authorization
            config: {acme: {pem: '-----BEGIN EC PRIVATE KEY-----'}}                         | config.acme.pem looks like a private key, which would stand in a ConfigMap
            commonLabels: {app.kubernetes.io/instance: x}                                   | commonLabels sets app.kubernetes.io/instance, by which Deployments, Services and policies of this release find their pods
            manager: {podLabels: {app.kubernetes.io/name: x}}                               | manager.podLabels sets app.kubernetes.io/name
            worker: {podLabels: {app.kubernetes.io/component: x}}                           | workerPools.default.podLabels sets app.kubernetes.io/component
            workerPools: {a: {podLabels: {dayshift.io/pool: x}}}                            | workerPools.a.podLabels sets dayshift.io/pool
            manager: {autoscaling: {minReplicas: 9}}                                        | manager.autoscaling.minReplicas is more than manager.autoscaling.maxReplicas
            manager: {ingress: {enabled: true}}                                             | set manager.ingress.hosts
            manager: {httpRoute: {enabled: true}}                                           | set manager.httpRoute.parentRefs
            manager: {extraEnv: [{name: SERVER_PORT, value: '1'}]}                          | manager.extraEnv sets SERVER_PORT, which the chart sets itself
            workerPools: {a: {extraEnv: [{name: POD_IP, value: x}]}}                        | workerPools.a.extraEnv sets POD_IP
            management: {port: 8081}                                                        | choose another
            metrics: {rules: {enabled: true}}                                               | set metrics.serviceMonitor.enabled=true as well
            workerPools: {a: {handlers: {image: x, configMap: jars}}}                          | workerPools.a.handlers come from more than one place: keep one of configMap and image
            workerPools: {a: {maxSurge: 0}}                                                 | workerPools.a.maxSurge and workerPools.a.maxUnavailable are both 0
            worker: {maxSurge: 0%, maxUnavailable: 0%}                                      | set maxSurge to 1 or more where nodes have room for it, else maxUnavailable
            workerPools: {a: {autoscaling: {enabled: true}}}                                | set workerPools.a.capacity, or its autoscaling.tasksPerWorker
            workerPools: {a: {autoscaling: {minReplicas: 20}}}                              | workerPools.a.autoscaling.minReplicas is more than its maxReplicas
            manager: {deletionCost: {enabled: true}, serviceAccount: {create: false}}       | set manager.serviceAccount.create=true
            {manager: {deletionCost: {enabled: true}}, networkPolicy: {enabled: true}}      | set networkPolicy.apiServerEgress
            mtls: {enabled: true, managerSecret: a}                                         | set mtls.managerSecret and mtls.workerSecret
            mtls: {workerSecret: a}                                                         | set mtls.enabled=true
            mtls: {enabled: true, managerSecret: a, workerSecret: b, managerName: same, workerName: same} | every worker would have the rights of a manager
            {mtls: {enabled: true, managerSecret: a, workerSecret: b}, worker: {address: 'http://$(POD_IP):1'}} | workerPools.default.address begins with http://
            {mtls: {enabled: true, managerSecret: a, workerSecret: b}, manager: {ingress: {enabled: true, hosts: [h]}}} | set manager.ingress.annotations
            worker: {capacity: 1, autoscaling: {enabled: true, trigger: prometheus}}        | set its autoscaling.prometheusAddress
            worker: {capacity: 1, autoscaling: {enabled: true, trigger: prometheus, prometheusAddress: 'http://p'}} | set metrics.serviceMonitor.enabled=true
            {metrics: {scrapeAnnotations: true}, networkPolicy: {enabled: true}}            | set networkPolicy.metricsFrom
            {metrics: {serviceMonitor: {enabled: true}}, networkPolicy: {enabled: true}}    | set networkPolicy.metricsFrom
            {worker: {capacity: 1, autoscaling: {enabled: true}}, workerPools: {a: {autoscaling: {sharePercent: 60}}, default: {autoscaling: {sharePercent: 50}}}} | do 110 percent of the tasks together
            """)
    void are_refused_with_what_to_change(String values, String message) {
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(message);
    }

    /** They only look like what is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "config: {acme: {proxy: 'http://crew:${PROXY_PASSWORD}@proxy:3128'}}",
                "config: {acme: {proxy: 'http://proxy:3128/a@b', other: 'https://crew@proxy:3128'}}",
                "config: {acme: {proxy: 'http://${PROXY_USER:crew}:${PROXY_PASSWORD}@proxy'}}",
                "config: {acme: {proxy: 'http://crew:${PW:}@proxy', other: 'http://crew:${PW:${OTHER}}-${MORE}@proxy'}}",
                "config: {acme: {at: 'https://api/x?api_key={key}'}}",
                "config: {acme: {header: 'Bearer ${TOKEN_OF_ACME_FOR_US}', kind: 'bearer authentication'}}",
                "config: {acme: {db: 'jdbc:postgresql://db/acme?user=crew&password=${DB_PASSWORD}&tokens=3'}}",
                "config: {acme: {pem: '-----BEGIN CERTIFICATE-----'}}",
                "commonLabels: {app.kubernetes.io/part-of: works}",
            })
    void are_not_found_where_there_are_none(String values) {
        assertThat(Chart.render(values).crew()).hasSize(2);
    }

    @Test
    void never_show_what_looks_like_a_credential() {
        assertThatThrownBy(() -> Chart.render("config: {acme: {proxy: 'http://crew:secret@proxy:3128'}}"))
                .hasMessageNotContaining("crew:secret");
    }

    @Test
    void leave_nobody_alone_with_a_closed_network() {
        assertThatThrownBy(() -> Chart.render("""
                        redis: {host: r, builtIn: {enabled: false}}
                        networkPolicy: {enabled: true}
                        """))
                .hasMessageContaining("none leads to your Redis: set networkPolicy.redisEgress");
    }

    @Test
    void never_show_the_password_of_a_url() {
        assertThatThrownBy(() -> Chart.render("redis: {url: 'rediss://crew:secret@r:6379', builtIn: {enabled: false}}"))
                .hasMessageContaining("name it in redis.existingSecret.name")
                .hasMessageNotContaining("crew:secret");
    }
}
