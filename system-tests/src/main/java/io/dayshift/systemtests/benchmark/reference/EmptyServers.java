package io.dayshift.systemtests.benchmark.reference;

import io.dayshift.systemtests.crew.Program;
import java.nio.file.Path;

/**
 * What single submits are compared with.
 *
 * @param same an endpoint of a manager that does nothing
 * @param bare an endpoint that does nothing on the manager's Tomcat and Spring MVC, without anything else of a manager
 */
public record EmptyServers(EmptyServer same, EmptyServer bare) implements AutoCloseable {

    /**
     * Starts both.
     *
     * @param manager taken apart
     * @param folder gets their logs
     */
    public static EmptyServers start(Program manager, Path folder, String redisUrl) {
        var same = EmptyServer.ofManager(manager, folder.resolve("same"), redisUrl);
        try {
            return new EmptyServers(same, EmptyServer.bare(manager, folder.resolve("bare")));
        } catch (RuntimeException e) {
            same.close();
            throw e;
        }
    }

    @Override
    public void close() {
        bare.close();
        same.close();
    }
}
