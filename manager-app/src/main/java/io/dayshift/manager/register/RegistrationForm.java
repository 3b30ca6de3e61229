package io.dayshift.manager.register;

import io.dayshift.common.message.RegisterRequest;
import io.dayshift.common.task.Labels;
import io.dayshift.common.task.Names;
import io.dayshift.common.web.Problem;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.system.WorkerNetworks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a worker says of itself. */
final class RegistrationForm {

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final int MOST_CAPACITY = 1024;
    private static final int MOST_TYPES = 1000;
    private static final int MOST_LABELS = 64;

    private final List<Problem.Fault> unreadable = new ArrayList<>();
    private final List<Problem.Fault> unacceptable = new ArrayList<>();

    private final WorkerNetworks networks;

    private RegistrationForm(WorkerNetworks networks) {
        this.networks = networks;
    }

    /**
     * The registration, or a problem that lists everything that is wrong with it.
     *
     * @param networks where workers may be
     */
    static Registration check(RegisterRequest request, WorkerNetworks networks) {
        return new RegistrationForm(networks).read(request);
    }

    private Registration read(RegisterRequest request) {
        var workerId = name("workerId", request.workerId());
        var session = session(request.session());
        var address = address(request.address());
        var capacity = capacity(request.capacity());
        var types = types(request.types());
        var labels = labels(request.labels());
        var detail = "The worker was not registered. See errors for each field.";
        if (!unreadable.isEmpty()) {
            unreadable.addAll(unacceptable);
            throw Problem.unreadable(detail, unreadable);
        }
        if (!unacceptable.isEmpty()) {
            throw Problem.unacceptable(detail, unacceptable);
        }
        return new Registration(new WorkerSession(workerId, session), address, capacity, types, labels);
    }

    private <T> T missing(String field, T instead) {
        unreadable.add(new Problem.Fault(field, "is required"));
        return instead;
    }

    private String name(String field, @Nullable String value) {
        if (value == null || !Names.isName(value)) {
            unreadable.add(new Problem.Fault(field, Names.RULE));
            return "";
        }
        return value;
    }

    private String session(@Nullable String value) {
        if (value == null || !SESSION.matcher(value).matches()) {
            unreadable.add(
                    new Problem.Fault("session", "must be 8 to 64 random characters of A-Z, a-z, 0-9, '_' and '-'"));
            return "";
        }
        return value;
    }

    private URI address(@Nullable String value) {
        if (value == null) {
            return missing("address", URI.create(""));
        }
        var address = WorkerAddress.read(value);
        if (address == null) {
            unacceptable.add(new Problem.Fault("address", WorkerAddress.RULE));
            return URI.create("");
        }
        networks.fault(address).ifPresent(fault -> unacceptable.add(new Problem.Fault("address", fault)));
        return address;
    }

    private int capacity(@Nullable Integer value) {
        if (value == null) {
            return missing("capacity", 1);
        }
        if (value < 1 || value > MOST_CAPACITY) {
            unacceptable.add(new Problem.Fault("capacity", "must be 1 to " + MOST_CAPACITY));
            return 1;
        }
        return value;
    }

    private SortedSet<String> types(@Nullable List<String> values) {
        if (values == null) {
            return missing("types", new TreeSet<>());
        }
        if (values.isEmpty() || values.size() > MOST_TYPES) {
            unacceptable.add(new Problem.Fault("types", "must be 1 to " + MOST_TYPES + " task types"));
            return new TreeSet<>();
        }
        var types = new TreeSet<String>();
        values.forEach(value -> types.add(name("types", value)));
        return types;
    }

    private SortedMap<String, String> labels(@Nullable Map<String, String> values) {
        var labels = new TreeMap<String, String>();
        if (values == null) {
            return labels;
        }
        if (values.size() > MOST_LABELS) {
            unacceptable.add(new Problem.Fault("labels", "must be at most " + MOST_LABELS));
            return labels;
        }
        values.forEach((key, value) -> labels.put(name("labels", key), label(value)));
        return labels;
    }

    private String label(@Nullable String value) {
        if (value == null || !Labels.isValue(value)) {
            unreadable.add(new Problem.Fault("labels", "each value " + Labels.RULE));
            return "";
        }
        return value;
    }
}
