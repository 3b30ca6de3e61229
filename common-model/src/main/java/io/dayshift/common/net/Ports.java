package io.dayshift.common.net;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The ports that calls may go to. */
public final class Ports {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int LAST = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final List<Span> spans;

    private record Span(int first, int last) {

        static Span read(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a port or a range such as 8081 or 8081-8089");
            }
            var first = Integer.parseInt(parts.group(1));
            var last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
            if (first < 1 || first > last || last > LAST) {
                throw new IllegalArgumentException("'" + text + "' is not within 1-" + LAST + ", the lower one first");
            }
            return new Span(first, last);
        }

        boolean contains(int port) {
            return first <= port && port <= last;
        }
    }

    private Ports(List<Span> spans) {
        this.spans = spans;
    }

    /**
     * The ports of a configuration.
     *
     * @param texts such as {@code 8081}, {@code 8081-8089}; none for every port
     * @throws IllegalArgumentException when one is not of that form
     */
    public static Ports of(List<String> texts) {
        return new Ports(texts.stream().map(Span::read).toList());
    }

    /** Whether the port that an address leads to, the usual one where it names none, is among them. */
    public boolean containPortOf(URI address) {
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.contains(port(address)));
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
    }
}
