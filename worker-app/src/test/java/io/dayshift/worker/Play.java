package io.dayshift.worker;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRun;
import io.dayshift.common.task.Json;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/** {@code play}: does what its payload says, good or bad. */
public final class Play implements TaskHandler {

    /** Lets those go who wait for it. */
    public final CountDownLatch curtain = new CountDownLatch(1);

    public final AtomicInteger begun = new AtomicInteger();
    public final AtomicInteger interrupted = new AtomicInteger();

    private static final class MuteException extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("nothing to say");
        }
    }

    @Override
    public String type() {
        return "play";
    }

    @Override
    public Object handle(TaskRun task) throws InterruptedException {
        begun.incrementAndGet();
        return switch (task.payload(String.class)) {
            case "too large" -> "x".repeat(300_000);
            case "half an object" -> new Json("{");
            case "no value" -> new Json("");
            case "two values" -> new Json("1 2");
            case "a circle" -> circle();
            case "stack" -> throw new StackOverflowError("deep");
            case "class" -> throw new NoClassDefFoundError("com/acme/Gone");
            case "mute" -> throw new MuteException();
            case "context" -> Map.copyOf(MDC.getCopyOfContextMap());
            case "stubborn" -> stubborn();
            case "stubborn at first" -> begun.get() == 1 ? stubborn() : "fine";
            case "progress" -> {
                task.progress(40, "half way");
                yield patient(curtain);
            }
            case "wait" -> patient(curtain);
            case "wait for ever" -> patient(new CountDownLatch(1));
            default -> "fine";
        };
    }

    private static Object circle() {
        var circle = new ArrayList<Object>();
        circle.add(circle);
        return circle;
    }

    private String patient(CountDownLatch sign) throws InterruptedException {
        try {
            sign.await();
            return "waited";
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
    }

    private String stubborn() {
        while (curtain.getCount() > 0) {
            if (Thread.interrupted()) {
                interrupted.incrementAndGet();
            }
            Thread.onSpinWait();
        }
        return "late";
    }
}
