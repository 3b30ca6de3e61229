package io.dayshift.manager.register;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the address that a worker wants to be called at. The manager will send requests there, so nothing is taken that
 * could make it call what no worker is: other schemes, credentials, paths, or the addresses where clouds answer for
 * themselves.
 */
final class WorkerAddress {

    static final String RULE = "must be http://host:port or https://host:port of the worker itself, without a path, a"
            + " user or a query, and not a link-local or unspecified address";

    private static final int LONGEST = 300;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\.?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

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
            return isCallableLiteral(host.substring(1, host.length() - 1)) && !host.contains("%");
        }
        return IPV4.matcher(host).matches()
                ? isCallableLiteral(host)
                : HOST_NAME.matcher(host).matches();
    }

    /** Judges a literal address; nothing is looked up for those. */
    private static boolean isCallableLiteral(String literal) {
        try {
            var address = InetAddress.ofLiteral(literal);
            var mapped = literal.contains(":") && address.getAddress().length == 4;
            return !mapped
                    && !address.isAnyLocalAddress()
                    && !address.isLinkLocalAddress()
                    && !address.isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
