package io.dayshift.systemtests.crew;

import java.util.List;

/** Reads {@code --name number} from a command line. */
public final class Arguments {

    private final List<String> given;

    public Arguments(List<String> given) {
        this.given = List.copyOf(given);
    }

    /** The number after that name; the usual one when it is not given. */
    public long number(String name, long usual) {
        var at = given.indexOf(name);
        return at < 0 || at + 1 == given.size() ? usual : Long.parseLong(given.get(at + 1));
    }

    /** Like {@link #number}, for counts. */
    public int count(String name, int usual) {
        return Math.toIntExact(number(name, usual));
    }
}
