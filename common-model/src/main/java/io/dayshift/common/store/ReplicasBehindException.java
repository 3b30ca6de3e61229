package io.dayshift.common.store;

/** Thrown when the master has stored something and too few replicas have it in time; a failover now could lose it. */
public class ReplicasBehindException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    public ReplicasBehindException(int wanted, long acknowledged) {
        super("%d of %d replicas have acknowledged in time".formatted(acknowledged, wanted));
    }
}
