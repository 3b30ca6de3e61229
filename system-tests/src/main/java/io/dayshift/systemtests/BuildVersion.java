package io.dayshift.systemtests;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which build this is. */
public final class BuildVersion implements IVersionProvider {

    /** The version of the jar; a word about it when this does not run from one. */
    public static String text() {
        return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
                .orElse("not from a jar");
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
