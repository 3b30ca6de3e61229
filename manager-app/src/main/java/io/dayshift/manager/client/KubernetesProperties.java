package io.dayshift.manager.client;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a manager does in Kubernetes, and how it gets there. Nothing of it is used unless it is switched on.
 *
 * @param deletionCost whether the leading manager tells Kubernetes which workers have the least to do, so that those are
 *     removed first; workers have to be called like their pods
 * @param namespace of the workers' pods
 * @param apiServer where the API of Kubernetes is
 * @param tokenFile token of a service account that may patch pods; read again for every call, since it is replaced while in use
 * @param sslBundle name of the bundle ({@code spring.ssl.bundle}) that trusts the API server; without one, those are trusted
 *     that Java trusts
 */
@ConfigurationProperties("dayshift.kubernetes")
record KubernetesProperties(
        @DefaultValue("false") boolean deletionCost,
        @DefaultValue("default") String namespace,
        @DefaultValue("https://kubernetes.default.svc") URI apiServer,

        @DefaultValue("/var/run/secrets/kubernetes.io/serviceaccount/token")
        Path tokenFile,

        @Nullable String sslBundle) {}
