package io.dayshift.common.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/** The health endpoint, but for paths that lead on below a name which nobody has: Spring Boot's own answers those by 500. */
@EndpointWebExtension(endpoint = HealthEndpoint.class)
public final class HealthPaths extends HealthEndpointWebExtension {

    private final HealthContributorRegistry contributors;
    private final HealthEndpointGroups groups;

    HealthPaths(
            HealthContributorRegistry contributors,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive,
            HealthEndpointGroups groups,
            HealthEndpointProperties properties) {
        super(
                contributors,
                reactive.getIfAvailable(),
                groups,
                properties.getLogging().getSlowIndicatorThreshold());
        this.contributors = contributors;
        this.groups = groups;
    }

    @Override
    public WebEndpointResponse<HealthDescriptor> health(
            ApiVersion version,
            @Nullable WebServerNamespace namespace,
            SecurityContext caller,
            boolean showAll,
            String... path) {
        return leadsAstray(path)
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : super.health(version, namespace, caller, showAll, path);
    }

    /** Whether a path goes on where nothing has anything below. */
    private boolean leadsAstray(String... path) {
        HealthContributors within = contributors;
        for (var i = path.length > 0 && groups.get(path[0]) != null ? 1 : 0; i < path.length - 1; i++) {
            if (!(within.getContributor(path[i]) instanceof HealthContributors below)) {
                return true;
            }
            within = below;
        }
        return false;
    }
}
