package io.dayshift.common.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * The networks that calls may go to. Where machines and clouds answer for themselves (link-local addresses and the like), and
 * IPv4 addresses that hide in IPv6 ones, are not among them because some wider network has them in it: only a network that
 * begins there names them.
 */
public final class Networks {

    /** Everything on this machine. */
    public static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

    /** What is given to nobody on the Internet: RFC 1918, RFC 6598 (which clouds give to pods) and RFC 4193. */
    public static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    /** Link-local addresses, metadata services beside them, and IPv4 in IPv6 (RFC 4291, 6052, 8215, 3056). */
    private static final List<Block> SPECIAL = Stream.of(
                    "169.254.0.0/16",
                    "fe80::/10",
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "fd00:ec2::/32",
                    "fd20:ce::/32",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "2002::/16")
            .map(Block::read)
            .toList();

    private static final Block OWN = Block.read("::1");

    private final List<Block> named;
    private final List<Block> wide;

    private Networks(List<Block> blocks) {
        named = blocks.stream()
                .filter(block -> isSpecial(block.first()) && block.bits() > 0)
                .toList();
        wide = blocks.stream().filter(block -> !named.contains(block)).toList();
    }

    /**
     * The networks of a configuration.
     *
     * @param blocks such as {@code 10.0.0.0/8}, {@code fd00::/8}, {@code 10.0.0.7}
     * @throws IllegalArgumentException when one is not of that form
     */
    public static Networks of(List<String> blocks) {
        return new Networks(blocks.stream().map(Block::read).toList());
    }

    public boolean contain(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && (contains(named, address) || (contains(wide, address) && !isSpecial(address)));
    }

    /**
     * Looks a host up: whether every address of it is in these networks.
     *
     * @param host a name, or a literal address, with brackets or without
     * @throws UnknownHostException when it has no address
     */
    public boolean containHost(String host) throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName(host)).allMatch(this::contain);
    }

    /** The same question as HTTP clients ask it, of each address that they are about to connect to. */
    public InetAddressFilter filter() {
        return InetAddressFilter.adapt(this::contain);
    }

    /** As {@link #filter}, with every address of the Internet added, other than those of metadata services. */
    public InetAddressFilter filterWithPublic() {
        var elsewhere = InetAddressFilter.externalAddresses().andNot(InetAddressFilter.adapt(Networks::isSpecial));
        return filter().or(elsewhere);
    }

    private static boolean isSpecial(InetAddress address) {
        return contains(SPECIAL, address) && !OWN.contains(address);
    }

    private static boolean contains(List<Block> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
