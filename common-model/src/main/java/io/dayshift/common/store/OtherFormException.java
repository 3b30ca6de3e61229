package io.dayshift.common.store;

/** Thrown instead of touching a namespace that is kept in a form which this build does not know. */
public final class OtherFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    OtherFormException(String prefix, String found, String own) {
        super("The keys of Redis that begin with " + prefix
                + " were written by a build that this one does not understand: "
                + (found.isEmpty() ? "they have no mark of their form" : "they are in form " + found)
                + ", and this build reads and writes form " + own + ". Nothing in them has been changed.");
        this.remedy =
                "Give this service another dayshift.namespace; or have the build that wrote them finish the work and then"
                        + " delete all keys that begin with " + prefix
                        + "; or delete them now, if nobody needs what is in them."
                        + " Then start it again; an empty namespace is as good as a new one.";
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
