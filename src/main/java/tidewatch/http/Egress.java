package tidewatch.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Holds calls out of the networks behind this machine. Addresses are judged when a socket connects, not when a name is looked up: an
 * address written as a number never passes a look-up, and a name may change its address between look-up and connection.
 */
final class Egress extends SocketFactory {
    private final Set<String> allowed;

    /**
     * Opens nothing yet.
     *
     * @param allowed hosts that may lie inside a network, by name as asked or by address
     */
    Egress(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** Whether plain http may be spoken with a host: only where its owner says it lies inside. */
    boolean allowsPlain(String host) {
        return allowed.contains(host);
    }

    /** Gives each address the name that was asked for, so that a socket knows for whom it connects. */
    Dns naming(Dns dns) {
        return host -> {
            List<InetAddress> named = new ArrayList<>();
            for (var address : dns.lookup(host)) {
                named.add(InetAddress.getByAddress(host, address.getAddress()));
            }
            if (named.isEmpty()) {
                throw new UnknownHostException("no address");
            }
            return named;
        };
    }

    private void check(SocketAddress endpoint) throws IOException {
        if (!(endpoint instanceof InetSocketAddress internet) || internet.getAddress() == null) {
            throw new Refusal("An address that was not looked up is not called; nothing was sent.");
        }
        var address = internet.getAddress();
        var host = internet.getHostString();
        if (AddressRange.inside(address) && !allowed.contains(host) && !allowed.contains(address.getHostAddress())) {
            throw new Refusal(host + " leads to " + address.getHostAddress()
                    + ", which lies inside a network; nothing was sent. If that is meant, name the host in egress.allow-private.");
        }
    }

    /**
     * Sends at once what is written: a request beyond 8 KiB is written in pieces, and without this the last of them waits until the other
     * side has acknowledged the first, which it may put off (RFC 1122, 4.2.3.2 and 4.2.3.4; 40 ms were measured).
     */
    @Override
    public Socket createSocket() throws IOException {
        var socket = new Checked();
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        throw unconnected();
    }

    private static IOException unconnected() {
        return new Refusal("Only sockets that are still to be connected are made here; nothing was sent.");
    }

    private final class Checked extends Socket {
        /** Without a proxy of the machine's settings, which would connect in our place. */
        Checked() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            check(endpoint);
            super.connect(endpoint);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            check(endpoint);
            super.connect(endpoint, timeout);
        }
    }
}
