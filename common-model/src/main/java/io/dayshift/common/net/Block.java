package io.dayshift.common.net;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A block of addresses (CIDR).
 *
 * @param bits how many of the first bits are the block's own
 */
record Block(InetAddress first, int bits) {

    /** Four numbers, or something with colons: {@code 10/8} would be read as {@code 0.0.0.10/8}. */
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

    /** Reads a block, or a single address; throws {@link IllegalArgumentException} when it is neither. */
    static Block read(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8 or fd00::/8");
        }
        var first = InetAddress.ofLiteral(parts.group(1));
        var longest = first.getAddress().length * Byte.SIZE;
        var bits = parts.group(2) == null ? longest : Integer.parseInt(parts.group(2));
        if (bits > longest || !isZeroFrom(first.getAddress(), bits)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has bits behind its prefix; write the network's first address");
        }
        return new Block(first, bits);
    }

    boolean contains(InetAddress address) {
        var own = first.getAddress();
        var other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (var at = 0; at < own.length; at++) {
            other[at] = (byte) (own[at] ^ other[at]);
        }
        return isZeroUpTo(other, bits);
    }

    private static boolean isZeroUpTo(byte[] bytes, int bits) {
        for (var at = 0; at < bits; at++) {
            if (isSet(bytes, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZeroFrom(byte[] bytes, int bits) {
        for (var at = bits; at < bytes.length * Byte.SIZE; at++) {
            if (isSet(bytes, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] bytes, int bit) {
        return (bytes[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0;
    }
}
