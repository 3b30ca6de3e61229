package io.dayshift.worker.register;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.message.RegisterRequest;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.client.ManagerClient;
import io.dayshift.worker.client.ManagerClient.Admission;
import io.dayshift.worker.run.HandlerRegistry;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import io.dayshift.worker.system.Identity;
import io.dayshift.worker.system.OwnAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that this worker holds a session: registers when it comes, and again whenever a session was lost. */
@Slf4j
@Component
final class Enlistment implements AutoCloseable {

    private static final int SESSION_BYTES = 12;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofSeconds(1);

    private final ManagerClient managers;
    private final Lease lease;
    private final RunLoop runLoop;
    private final Identity identity;
    private final OwnAddress address;
    private final HandlerRegistry handlers;
    private final InstantSource clock;
    private final Loop loop;
    private final SecureRandom random = new SecureRandom();
    private String session;
    private boolean refused;

    Enlistment(
            ManagerClient managers,
            Lease lease,
            RunLoop runLoop,
            Identity identity,
            OwnAddress address,
            HandlerRegistry handlers,
            InstantSource clock) {
        this.address = address;
        this.handlers = handlers;
        this.managers = managers;
        this.lease = lease;
        this.runLoop = runLoop;
        this.identity = identity;
        this.clock = clock;
        this.session = newSession();
        this.loop = new Loop("register", this::pass);
        Thread.ofVirtual().name("register-warm-up").start(managers::warmUp);
    }

    /** Begins once this worker can be called at its address. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** Registers unless a session is held. */
    Duration pass() {
        if (lease.session().isPresent() || runLoop.isLeaving()) {
            return LOOK_EVERY;
        }
        var askedAt = clock.instant();
        return switch (managers.register(request())) {
            case Admission.Admitted(var response, var manager) -> {
                lease.open(new WorkerSession(identity.workerId(), session), askedAt, response.lease());
                log.info("event=registered worker={} session={} manager={}", identity.workerId(), session, manager);
                session = newSession();
                refused = false;
                runLoop.bell();
                yield LOOK_EVERY;
            }
            case Admission.Refused(var status, var detail, var retryAfter) -> {
                warnOnce("refused with status " + status + ": " + detail);
                yield retryAfter;
            }
            case Admission.Unreachable(var causes) -> {
                warnOnce("no manager can be reached: " + causes);
                yield REST;
            }
        };
    }

    private void warnOnce(String what) {
        if (refused) {
            log.debug("event=not-registered worker={} {}", identity.workerId(), what);
        } else {
            log.warn("event=not-registered worker={} {}; it is tried again", identity.workerId(), what);
            refused = true;
        }
    }

    private RegisterRequest request() {
        return new RegisterRequest(
                identity.workerId(),
                address.get().toString(),
                identity.capacity(),
                List.copyOf(handlers.types()),
                identity.labels(),
                session);
    }

    private String newSession() {
        var bytes = new byte[SESSION_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        loop.close();
    }
}
