package tidewatch.slack;

import java.net.SocketTimeoutException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import tidewatch.http.Hosts;
import tidewatch.settings.Secret;

/**
 * WebSockets over a client of package {@code http}, which pings and fails a socket without a pong. The address comes from an answer and not
 * from a setting, so it must lead to a host of Slack's; unencrypted it may be only on this machine.
 */
final class OkSockets implements Sockets {
    private static final int NORMAL = 1000;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "localhost");

    private final OkHttpClient client;
    private final Hosts hosts;

    /**
     * Opens nothing yet.
     *
     * @param client made by {@code HttpCalls.sockets} for these hosts
     */
    OkSockets(OkHttpClient client, Hosts hosts) {
        this.client = client;
        this.hosts = hosts;
    }

    @Override
    public Socket open(Secret address, Listener listener) {
        var url = url(address.reveal());
        if (url == null) {
            return none(listener, "Slack named an address that is no wss address; it is not called.");
        }
        if (!hosts.serve(url.host())) {
            return none(listener, "Slack named the host " + url.host() + ", which is none of its own; it is not called.");
        }
        if (!url.isHttps() && !THIS_MACHINE.contains(url.host())) {
            return none(listener, "Slack named an address without encryption; it is not called.");
        }
        var socket = client.newWebSocket(new Request.Builder().url(url).build(), new Hearing(listener));
        return new Socket() {
            @Override
            public boolean send(String text) {
                return socket.send(text);
            }

            @Override
            public void close() {
                socket.close(NORMAL, null);
            }

            @Override
            public void cancel() {
                socket.cancel();
            }
        };
    }

    /** The library knows no address of a WebSocket but as the one of its handshake. */
    private static @Nullable HttpUrl url(String address) {
        if (address.regionMatches(true, 0, "wss:", 0, 4)) {
            return HttpUrl.parse("https:" + address.substring(4));
        }
        return address.regionMatches(true, 0, "ws:", 0, 3) ? HttpUrl.parse("http:" + address.substring(3)) : null;
    }

    private static Socket none(Listener listener, String why) {
        listener.ended(why);
        return new Socket() {
            @Override
            public boolean send(String text) {
                return false;
            }

            @Override
            public void close() {}

            @Override
            public void cancel() {}
        };
    }

    /** On threads of the client. Binary messages, of which Slack has none, are passed over. */
    private static final class Hearing extends WebSocketListener {
        private final Listener listener;

        Hearing(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            listener.text(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(NORMAL, null);
            listener.ended("Slack closed the connection (" + code + ").");
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            listener.ended("Slack closed the connection (" + code + ").");
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failed, @Nullable Response response) {
            if (response != null) {
                listener.ended("Slack did not open the connection: status " + response.code() + ".");
            } else if (failed instanceof SocketTimeoutException) {
                listener.ended("Slack gave no sign of life on the connection.");
            } else {
                listener.ended("The connection to Slack broke.");
            }
        }
    }
}
