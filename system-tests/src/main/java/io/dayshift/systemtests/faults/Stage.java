package io.dayshift.systemtests.faults;

import io.dayshift.common.process.RedisServer;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.faults.effect.EffectHandler;
import io.dayshift.systemtests.faults.history.EffectLog;
import io.dayshift.systemtests.faults.history.Event;
import io.dayshift.systemtests.faults.history.MonotonicTime;
import io.dayshift.systemtests.faults.history.WorkerLog;
import io.dayshift.systemtests.faults.proxy.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A crew of processes with a proxy on each way between them, all of which can be harmed. */
public final class Stage implements AutoCloseable {

    private final Path folder;
    private final Cast cast;
    private final Path handlers;
    private final Map<Link, Proxy> proxies = new LinkedHashMap<>();
    private final Map<Link, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final List<EffectLog> effectLogs = new ArrayList<>();
    private final List<WorkerLog> workerLogs = new ArrayList<>();
    private volatile RedisServer redis;

    private Stage(Path folder, Cast cast) {
        this.folder = folder;
        this.cast = cast;
        this.handlers = HandlerPack.into(folder.resolve("handlers"));
        this.redis = RedisServer.start(
                folder.resolve("redis"), 0, cast.redisOptions().toArray(String[]::new));
    }

    /**
     * Starts everybody and waits until all are at work.
     *
     * @param folder keeps all data and logs
     */
    public static Stage open(Path folder, Cast cast) {
        var stage = new Stage(folder, cast);
        try {
            cast.managerNames().forEach(stage::addManager);
            cast.workerNames().forEach(stage::addWorker);
            stage.actors.values().forEach(Actor::awaitReady);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void addManager(String name) {
        var port = Ports.free();
        connect(Link.toManager(name), port);
        start(cast.manager(), name, port, List.of());
    }

    /** Makes a way to what listens, or will listen, at that port. */
    private void connect(Link link, int port) {
        if (cast.network() == Cast.Network.PROXIED) {
            var proxy = new Proxy(port);
            proxies.put(link, proxy);
            ports.put(link, proxy.port());
        } else {
            ports.put(link, port);
        }
    }

    private void addWorker(String name) {
        var port = Ports.free();
        connect(Link.toWorker(name), port);
        var effects = folder.resolve("logs").resolve(name + ".effects").toAbsolutePath();
        var program = cast.worker()
                .with(List.of("-D" + EffectHandler.LOG + "=" + effects, "-D" + EffectHandler.WORKER + "=" + name));
        var urls = managers().values().stream().map(URI::toString).toList();
        start(
                program,
                name,
                port,
                List.of(
                        "--dayshift.worker.id=" + name,
                        "--dayshift.worker.capacity=" + cast.capacity(),
                        "--dayshift.worker.handlers=" + handlers,
                        "--dayshift.worker.manager-urls=" + String.join(",", urls),
                        "--dayshift.worker.address=" + url(Link.toWorker(name))));
        effectLogs.add(new EffectLog(effects));
        workerLogs.add(new WorkerLog(actor(name).log(), MonotonicTime.now()));
    }

    private void start(Program program, String name, int port, List<String> arguments) {
        connect(Link.toRedis(name), redis.port());
        var all = new ArrayList<>(WorkerLog.OPTIONS);
        all.add("--server.port=" + port);
        all.add("--spring.data.redis.url=redis://127.0.0.1:" + port(Link.toRedis(name)));
        all.addAll(arguments);
        actors.put(name, new Actor(name, program, port, all, folder.resolve("logs")));
    }

    public Cast cast() {
        return cast;
    }

    public Actor actor(String name) {
        return Objects.requireNonNull(actors.get(name), name);
    }

    public Proxy proxy(Link link) {
        return Objects.requireNonNull(proxies.get(link), link::toString);
    }

    public Collection<Link> links() {
        return proxies.keySet();
    }

    public RedisServer redis() {
        return redis;
    }

    /** Starts Redis again on its data. */
    public void startRedisAgain() {
        redis = RedisServer.start(
                folder.resolve("redis"), redis.port(), cast.redisOptions().toArray(String[]::new));
    }

    /** Where clients and workers reach the managers, by name. */
    public SequencedMap<String, URI> managers() {
        var byName = new LinkedHashMap<String, URI>();
        cast.managerNames().forEach(name -> byName.put(name, url(Link.toManager(name))));
        return byName;
    }

    private URI url(Link link) {
        return URI.create("http://127.0.0.1:" + port(link));
    }

    private int port(Link link) {
        return Objects.requireNonNull(ports.get(link), link::toString);
    }

    /** What the workers and their handlers have written down since the last call. */
    public List<Event> news() {
        return Stream.<Event>concat(
                        effectLogs.stream().flatMap(log -> log.news().stream()),
                        workerLogs.stream().flatMap(log -> log.news().stream()))
                .toList();
    }

    @Override
    public void close() {
        proxies.values().forEach(Proxy::heal);
        actors.values().forEach(Actor::askToStop);
        actors.values().forEach(Actor::stop);
        redis.close();
        proxies.values().forEach(Proxy::close);
    }
}
