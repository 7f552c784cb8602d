package tidewatch.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Next to the wire: lets one transmission of a call through and no second, and none on a connection that the other side has left.
 *
 * <p>The library repeats by itself after 408, after 503 with {@code Retry-After: 0}, and after a broken connection; its own switch stops
 * only some of that.
 */
final class OneTransmission implements Interceptor {
    private static final int UNAVAILABLE = 503;

    @Override
    public Response intercept(Chain chain) throws IOException {
        var trace = Trace.of(chain);
        var connection = chain.connection();
        if (connection == null) {
            throw new IOException("no connection");
        }
        if (!chain.request().isHttps()) {
            checkInside(connection.socket().getInetAddress(), chain.request().url().host());
        }
        if (!trace.connected() && left(connection.socket())) {
            throw new LeftConnection();
        }
        if (!trace.transmit()) {
            throw new Trace.SecondTransmission();
        }
        var response = chain.proceed(chain.request());
        // The trace has the field. Left in the answer, a zero would make the library ask again, be refused, and lose the status.
        return response.code() == UNAVAILABLE ? response.newBuilder().removeHeader("Retry-After").build() : response;
    }

    /** Plain http is for hosts inside; a name on that list which leads out into the world is not spoken to in the clear. */
    static void checkInside(InetAddress address, String host) throws IOException {
        if (!AddressRange.inside(address)) {
            throw new Refusal(host + " lies outside and is asked by plain http; nothing was sent. Use https.");
        }
    }

    /**
     * Whether the other side has closed an idle connection, or said something unasked, which is how TLS says farewell. The library looks
     * only after ten idle seconds; before that a request written into the closed connection ends as an unknown outcome. What is read
     * here is lost, so a connection that had anything to read must not be used.
     */
    private static boolean left(Socket socket) {
        try {
            int patience = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                var _ = socket.getInputStream().read();
                return true;
            } catch (SocketTimeoutException silent) {
                return false;
            } finally {
                socket.setSoTimeout(patience);
            }
        } catch (IOException broken) {
            return true;
        }
    }

    /** Nothing was sent on it; the call may take another connection. */
    static final class LeftConnection extends IOException {
        LeftConnection() {
            super("idle connection was closed by the other side");
        }
    }
}
