package io.dayshift.common.task;

/** The one form of what labels are set to, of tasks as of workers; their keys are {@link Names}. */
public final class Labels {

    /** What to tell somebody whose label is refused. */
    public static final String RULE = "must be a string of at most 255 characters, none of them a control character";

    private static final int LONGEST = 255;

    private Labels() {}

    public static boolean isValue(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
