package io.dayshift.manager.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dayshift.common.security.Role;
import io.dayshift.common.web.Caller;
import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.Problem;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Bounds how many tasks a second may be handed in to this manager, by one caller and by all who have a role together; off
 * unless it is configured.
 */
public final class SubmitRate {

    /** Callers that are remembered; above it some are forgotten, those who hand in least first. */
    private static final int MOST_CALLERS = 10_000;

    private final LimitsProperties limits;
    private final Cache<Caller, Allowance> callers =
            Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();
    private final Map<Role, Allowance> roles = new EnumMap<>(Role.class);

    public SubmitRate(LimitsProperties limits, RoleRates rates) {
        this.limits = limits;
        rates.submitsByRole()
                .forEach((role, submits) -> roles.put(role, new Allowance(submits, rule(role), bucket(submits))));
    }

    /**
     * What one caller, or role, may hand in.
     *
     * @param rule the property that says so, in words
     */
    private record Allowance(long submits, String rule, Bucket bucket) {}

    private static String rule(Role role) {
        return "all callers of a role together may (dayshift.limits.submits-by-role.%s)".formatted(role.property());
    }

    /** Whether callers are counted at all. */
    public boolean isBounded() {
        return limits.submits() > 0 || !roles.isEmpty();
    }

    /** Refuses the tasks of the request under way when its caller, or one of his roles, has handed in too many. */
    public void require(int tasks) {
        if (isBounded() && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var known = SecurityContextHolder.getContext().getAuthentication();
            require(Caller.of(attributes.getRequest()), Role.of(known), tasks);
        }
    }

    void require(Caller caller, Set<Role> held, int tasks) {
        var most = Math.min(tasks, limits.submitsAtOnce());
        var taken = new ArrayList<Allowance>();
        for (var allowance : allowances(caller, held)) {
            var outcome = allowance.bucket().tryConsumeAndReturnRemaining(most);
            if (!outcome.isConsumed()) {
                taken.forEach(other -> other.bucket().addTokens(most));
                throw refused(allowance, Duration.ofNanos(outcome.getNanosToWaitForRefill()));
            }
            taken.add(allowance);
        }
        if (tasks > most) {
            taken.forEach(allowance -> allowance.bucket().consumeIgnoringRateLimits(tasks - most));
        }
    }

    private List<Allowance> allowances(Caller caller, Set<Role> held) {
        var all = new ArrayList<Allowance>();
        roles.forEach((role, allowance) -> {
            if (held.contains(role)) {
                all.add(allowance);
            }
        });
        if (limits.submits() > 0) {
            all.add(callers.get(caller, _ -> ofOneCaller()));
        }
        return all;
    }

    private Allowance ofOneCaller() {
        return new Allowance(limits.submits(), "each caller may (dayshift.limits.submits)", bucket(limits.submits()));
    }

    private static Problem refused(Allowance allowance, Duration wait) {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "submit-rate",
                        "More tasks were handed in than the %,d a second that %s; nothing was stored. Try again later."
                                .formatted(allowance.submits(), allowance.rule()))
                .retryAfter(wait.plusSeconds(1));
    }

    private Bucket bucket(long submits) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.submitsAtOnce()).refillGreedy(submits, Duration.ofSeconds(1)))
                .build();
    }

    /** Callers that are remembered now. */
    long size() {
        callers.cleanUp();
        return callers.estimatedSize();
    }
}
