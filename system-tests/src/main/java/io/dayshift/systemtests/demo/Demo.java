package io.dayshift.systemtests.demo;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/** Starts a crew, has it count the words of a book, and leaves it running to be played with. */
final class Demo {

    private static final int TOP = 12;
    private static final int BAR = 40;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintStream out;
    private final Crew crew;
    private final Api api;

    private Demo(PrintStream out, Crew crew, Service manager) {
        this.out = out;
        this.crew = crew;
        this.api = new Api(manager.address());
    }

    /**
     * Runs until it is stopped with Ctrl-C.
     *
     * @param folder keeps the data of Redis and the logs
     */
    static void run(Path folder) throws IOException, InterruptedException {
        var out = System.out;
        out.println("Starting Redis, a manager and two workers; data and logs are in " + folder.toAbsolutePath());
        var crew = Crew.withRedis(folder);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(crew, out)));
        var manager = crew.startManager("manager", 8080);
        crew.startWorker("w-1", 8081, "--dayshift.worker.drain-timeout=3s");
        crew.startWorker("w-2", 8082, "--dayshift.worker.drain-timeout=3s");
        crew.awaitReady(manager);
        var demo = new Demo(out, crew, manager);
        demo.awaitWorkers();
        demo.countWords();
        demo.sayWhere(manager);
        new CountDownLatch(1).await();
    }

    private static void stop(Crew crew, PrintStream out) {
        out.println();
        out.println("Stopping: the workers finish and sign off, then the manager, then Redis.");
        crew.close();
        out.println("Stopped; nothing is left running.");
    }

    private void awaitWorkers() {
        crew.workers().forEach(crew::awaitReady);
        if (!Waiting.until(
                Duration.ofSeconds(30), () -> present() == crew.workers().size())) {
            throw new IllegalStateException("The workers have not registered; see their logs.");
        }
    }

    private long present() {
        return api.fetch("/v1/workers")
                .get("items")
                .valueStream()
                .filter(worker -> List.of("WAITING", "WORKING")
                        .contains(worker.get("state").stringValue()))
                .count();
    }

    private void countWords() throws IOException {
        var chunks = Book.chunks();
        out.printf("%nCounting the words of \"The Adventures of Tom Sawyer\" as %d tasks:%n", chunks.size());
        var ids = api.submitAll(chunks.stream().map(Demo::task).toList());
        var words = new TreeMap<String, Integer>();
        var byWorker = new TreeMap<String, Integer>();
        for (var id : ids) {
            var task = api.await(id);
            if (!task.get("state").stringValue().equals("SUCCEEDED")) {
                throw new IllegalStateException("A task has not succeeded: " + task);
            }
            task.get("result").get("words").forEachEntry((word, n) -> words.merge(word, n.intValue(), Integer::sum));
            byWorker.merge(task.get("workerId").stringValue(), 1, Integer::sum);
            showProgress(byWorker, ids.size());
        }
        out.println();
        show(words);
    }

    private static String task(String chunk) {
        return JSON.writeValueAsString(
                Map.of("type", "wordcount", "payload", Map.of("text", chunk), "labels", Map.of("book", "tom-sawyer")));
    }

    private void showProgress(Map<String, Integer> byWorker, int all) {
        var done = byWorker.values().stream().mapToInt(n -> n).sum();
        var bar = "#".repeat(BAR * done / all) + ".".repeat(BAR - BAR * done / all);
        out.printf("\r  [%s] %d of %d, by worker %s", bar, done, all, byWorker);
        out.flush();
    }

    private void show(Map<String, Integer> words) {
        var total = words.values().stream().mapToInt(n -> n).sum();
        out.printf("%n  %,d words, %,d different ones; the most frequent:%n", total, words.size());
        words.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(TOP)
                .forEach(word -> out.printf("    %-6s %,6d%n", word.getKey(), word.getValue()));
    }

    private void sayWhere(Service manager) {
        out.printf(
                """

                The crew is running and waits for work:
                  Swagger UI   %1$s/swagger-ui.html
                  API          %1$s/v1/tasks  /v1/workers  /v1/stats
                  workers      %2$s
                Try it:
                  curl -s '%1$s/v1/tasks?wait=5s' -H 'Content-Type: application/json' \\
                       -d '{"type": "echo", "payload": {"hello": "dayshift"}}'
                Ctrl-C stops all of it.
                """,
                manager.address(),
                String.join(
                        "  ",
                        crew.workers().stream()
                                .map(worker -> worker.address().toString())
                                .toList()));
        out.flush();
    }
}
