package io.dayshift.manager.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Calls the API server of Kubernetes with the token of a service account. */
public final class PodClient {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

    /** Asks for the pod's name and the like alone; the rest of it is of no use here. */
    private static final MediaType METADATA =
            MediaType.valueOf("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");

    private final Path tokenFile;
    private final String namespace;
    private final Function<@Nullable SslBundle, RestClient> connect;
    private volatile RestClient http;

    /**
     * Builds the client.
     *
     * @param connect makes what requests are sent by, trusting those that a bundle trusts
     * @param trusted at the beginning; null for those that Java trusts
     */
    PodClient(
            KubernetesProperties properties,
            Function<@Nullable SslBundle, RestClient> connect,
            @Nullable SslBundle trusted) {
        this.tokenFile = properties.tokenFile();
        this.namespace = properties.namespace();
        this.connect = connect;
        this.http = connect.apply(trusted);
    }

    /** Trusts others from the next call on. */
    void trust(SslBundle fresh) {
        http = connect.apply(fresh);
    }

    /**
     * Sets one annotation of a pod; returns whether there is such a pod.
     *
     * @throws RestClientException when the API server cannot be reached or refuses
     */
    public boolean annotate(String pod, String annotation, String value) {
        var answer = http.patch()
                .uri("/api/v1/namespaces/{namespace}/pods/{pod}", namespace, pod)
                .headers(headers -> headers.setBearerAuth(token()))
                .contentType(MERGE_PATCH)
                .accept(METADATA)
                .body(Map.of("metadata", Map.of("annotations", Map.of(annotation, value))))
                .retrieve()
                .onStatus(PodClient::isMissing, (_, _) -> {
                    // Its absence is an answer, not a failure.
                })
                .toBodilessEntity();
        return answer.getStatusCode().is2xxSuccessful();
    }

    private static boolean isMissing(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.NOT_FOUND);
    }

    private String token() {
        try {
            var token = Files.readString(tokenFile).strip();
            if (!TOKEN.matcher(token).matches()) {
                // The client would quote it in its complaint.
                throw new IOException("it is not one line of printable characters");
            }
            return token;
        } catch (IOException e) {
            throw new ResourceAccessException(
                    "the token of the service account cannot be read from " + tokenFile
                            + " (dayshift.kubernetes.token-file)",
                    e);
        }
    }
}
