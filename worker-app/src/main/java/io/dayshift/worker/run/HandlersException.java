package io.dayshift.worker.run;

/** Thrown at the start when the handlers that were found cannot be used as they are. */
public final class HandlersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * Says what is wrong.
     *
     * @param remedy what a person has to do about it
     */
    public HandlersException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
