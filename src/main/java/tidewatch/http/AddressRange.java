package tidewatch.http;

import java.net.InetAddress;
import java.util.List;

/** A block of addresses in CIDR form, IPv4 or IPv6. */
final class AddressRange {
    /**
     * What is not globally reachable, by the special-purpose registries of IANA (RFC 6890 and its updates), with multicast and the
     * reserved class E; deprecated site-local too. 64:ff9b::/96 and 2002::/16 carry an IPv4 address and are judged by it.
     */
    private static final List<AddressRange> INSIDE = List.of(
            of("0.0.0.0/8"), // this host
            of("10.0.0.0/8"), // private
            of("100.64.0.0/10"), // shared by carriers
            of("127.0.0.0/8"), // loopback
            of("169.254.0.0/16"), // link-local, and the metadata of cloud machines
            of("172.16.0.0/12"), // private
            of("192.0.0.0/24"), // protocol assignments
            of("192.0.2.0/24"), // documentation
            of("192.168.0.0/16"), // private
            of("198.18.0.0/15"), // benchmarks
            of("198.51.100.0/24"), // documentation
            of("203.0.113.0/24"), // documentation
            of("224.0.0.0/4"), // multicast
            of("240.0.0.0/4"), // reserved, and broadcast
            of("::/96"), // unspecified, loopback, IPv4-compatible
            of("64:ff9b:1::/48"), // local translation
            of("100::/64"), // discard
            of("2001:db8::/32"), // documentation
            of("fc00::/7"), // unique local
            of("fe80::/10"), // link-local
            of("fec0::/10"), // site-local
            of("ff00::/8")); // multicast

    private static final AddressRange MAPPED = of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);
    private static final AddressRange NAT64 = of("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = of("2002::/16");

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    private static AddressRange of(byte[] network, int bits) {
        return new AddressRange(network, bits);
    }

    private static AddressRange of(String cidr) {
        int slash = cidr.indexOf('/');
        return of(InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(), Integer.parseInt(cidr.substring(slash + 1)));
    }

    /** Whether an address lies inside a network, so that no call to the world should end there; also in its IPv6 forms. */
    static boolean inside(InetAddress address) {
        return inside(address.getAddress());
    }

    private static boolean inside(byte[] address) {
        if (MAPPED.holds(address) || NAT64.holds(address)) {
            return inside(part(address, 12));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return inside(part(address, 2));
        }
        return INSIDE.stream().anyMatch(range -> range.holds(address));
    }

    private static byte[] part(byte[] address, int from) {
        return new byte[] {address[from], address[from + 1], address[from + 2], address[from + 3]};
    }

    private boolean holds(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((address[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
