package io.dayshift.systemtests.benchmark.cost;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Another process' virtual machine, asked by JMX through the local agent that every JVM can start. The bytes are those of
 * the JVM's own books over all its threads, those that have ended as well, so they do not depend on when it collects.
 */
final class Jvm implements AutoCloseable {

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final List<GarbageCollectorMXBean> collectors;

    /**
     * What a JVM has done since its start.
     *
     * @param allocatedBytes on its heap, by all threads
     * @param collections of all collectors
     * @param collecting time that those took
     */
    record Books(long allocatedBytes, long collections, Duration collecting) {

        Books minus(Books before) {
            return new Books(
                    allocatedBytes - before.allocatedBytes,
                    collections - before.collections,
                    collecting.minus(before.collecting));
        }
    }

    private Jvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        var connection = connector.getMBeanServerConnection();
        this.threads = ManagementFactory.getPlatformMXBean(connection, ThreadMXBean.class);
        this.collectors = ManagementFactory.getPlatformMXBeans(connection, GarbageCollectorMXBean.class);
    }

    /** Opens the books of a process of the same user. What it sends is trusted: it is a child of this one. */
    @SuppressWarnings("BanJNDI")
    static Jvm of(long pid) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Jvm(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("process " + pid + " cannot be asked", e);
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be asked", e);
        }
    }

    Books read() {
        return new Books(
                threads.getTotalThreadAllocatedBytes(),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                Duration.ofMillis(collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()));
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
