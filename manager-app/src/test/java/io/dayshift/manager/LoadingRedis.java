package io.dayshift.manager;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says to every command that it reads its file still, as Redis does after a start. */
final class LoadingRedis implements AutoCloseable {

    private static final byte[] LOADING =
            "-LOADING Redis is loading the dataset in memory\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;

    LoadingRedis(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                callers.add(caller);
                Thread.startVirtualThread(() -> answer(caller));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A command is an array of strings; what they say does not matter. */
    private static void answer(Socket caller) {
        try (caller) {
            var commands =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
            for (var head = commands.readLine(); head != null; head = commands.readLine()) {
                for (var parts = Integer.parseInt(head.substring(1)); parts > 0; parts--) {
                    commands.skip(Integer.parseInt(commands.readLine().substring(1)) + 2L);
                }
                caller.getOutputStream().write(LOADING);
            }
        } catch (IOException e) {
            // The caller has gone.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var caller : callers) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
