package io.dayshift.manager.register;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the address that a worker wants to be called at: nothing but a scheme, a host and a port, in a form that every
 * resolver reads alike. Whether it may be called is for {@code WorkerNetworks} to say.
 */
final class WorkerAddress {

    static final String RULE = "must be http://host:port or https://host:port of the worker itself, without a path, a"
            + " user or a query; the host a name, or an address in its usual form";

    private static final int LONGEST = 300;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\.?");

    /** What resolvers take for a number rather than a name: the last step is decimal or hexadecimal. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private WorkerAddress() {}

    /** The address in its plain form; null when it is not one to call. */
    static @Nullable URI read(String text) {
        try {
            var address = new URI(text.length() > LONGEST ? "" : text);
            return isPlain(address) && isCallable(address.getHost())
                    ? new URI(
                            address.getScheme().toLowerCase(Locale.ROOT),
                            null,
                            address.getHost(),
                            address.getPort(),
                            null,
                            null,
                            null)
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isPlain(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && (address.getRawPath().isEmpty() || address.getRawPath().equals("/"))
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getPort() != 0
                && address.getPort() <= 65535;
    }

    private static boolean isCallable(String host) {
        if (host.startsWith("[")) {
            return isPlainLiteral(host.substring(1, host.length() - 1)) && !host.contains("%");
        }
        return IPV4.matcher(host).matches()
                ? isPlainLiteral(host)
                : HOST_NAME.matcher(host).matches()
                        && !host.contains("..")
                        && !NUMBER.matcher(host).matches();
    }

    /** Whether it is a literal address in its own family; nothing is looked up for those. */
    private static boolean isPlainLiteral(String literal) {
        try {
            return literal.contains(":") == InetAddress.ofLiteral(literal) instanceof Inet6Address;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
