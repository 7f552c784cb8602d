package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no call may end, however the address is written, and what a setting opens. */
class EgressTest {
    private WireServer inside;

    @BeforeEach
    void open() throws IOException {
        inside = new WireServer((request, socket) -> {
            WireServer.write(socket, WireServer.OK, "ok");
            return true;
        });
    }

    @AfterEach
    void close() throws IOException {
        inside.close();
    }

    private static void isRefused(Answer answer) {
        assertThat(answer).as("%s", answer).isInstanceOfSatisfying(Answer.Absent.class, absent -> {
            assertThat(absent.reach()).isEqualTo(Reach.NOTHING);
            assertThat(absent.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
            assertThat(absent.failure().sentence()).contains("nothing was sent");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "localhost", "0.0.0.0", "[::]"
            })
    void loopback_is_refused_however_it_is_written(String host) {
        var bare = host.replace("[", "").replace("]", "");
        try (var calls = Made.calls(Set.of(), Dns.SYSTEM)) {
            var hosts = Hosts.of(bare, HttpUrl.get("https://" + host + "/").host());
            var answer = calls.sends(hosts).call(Made.post("https://" + host + ":" + inside.port() + "/"));

            isRefused(answer);
            assertThat(Made.failure(answer).sentence()).contains("which lies inside a network");
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void a_name_that_resolves_to_loopback_is_refused_and_names_the_setting() {
        try (var calls = Made.calls(Set.of("other.test"), Made.dns("127.0.0.1"))) {
            var answer = calls.fetches(Hosts.of("data.test")).call(HttpRequest.get("https://data.test:" + inside.port() + "/"));

            isRefused(answer);
            assertThat(Made.failure(answer).sentence()).contains("data.test leads to 127.0.0.1").contains("egress.allow-private");
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void of_two_addresses_the_one_inside_is_refused_too() {
        try (var calls = Made.calls(Set.of(), Made.dns("10.0.0.1", "127.0.0.1"))) {
            isRefused(calls.sends(Hosts.of("data.test")).call(Made.post("https://data.test:" + inside.port() + "/")));
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void a_setting_opens_that_host_and_no_other() {
        try (var calls = Made.calls(Set.of("nas.test"), Made.dns("127.0.0.1"))) {
            var client = calls.sends(Hosts.of("nas.test", "other.test"));

            assertThat(client.call(Made.post("http://nas.test:" + inside.port() + "/")).reach()).isEqualTo(Reach.BODY);
            isRefused(client.call(Made.post("https://other.test:" + inside.port() + "/")));
            assertThat(inside.requests()).isOne();
        }
    }

    @Test
    void plain_http_is_refused_before_a_name_is_looked_up() {
        Dns never = host -> {
            throw new AssertionError("looked up");
        };
        try (var calls = Made.calls(Set.of(), never)) {
            isRefused(calls.sends(Hosts.of("data.test")).call(Made.post("http://data.test/")));
        }
    }

    @Test
    void a_host_that_this_client_does_not_serve_is_refused_before_it_is_looked_up() {
        Dns never = host -> {
            throw new AssertionError("looked up");
        };
        try (var calls = Made.calls(Set.of(), never)) {
            var client = calls.sends(Hosts.of("api.test", ".slack.test"));
            isRefused(client.call(Made.post("https://evil.test/")));
            isRefused(client.call(Made.post("https://api.test.evil.test/")));
            isRefused(client.call(Made.post("https://evilslack.test/")));
        }
    }

    @Test
    void hosts_below_a_name_are_served() {
        var hosts = Hosts.of(".Slack.com", "api.telegram.org");

        assertThat(hosts.serve("wss-primary.slack.com")).isTrue();
        assertThat(hosts.serve("slack.com")).isFalse();
        assertThat(hosts.serve("api.telegram.org")).isTrue();
        assertThatThrownBy(() -> Hosts.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hosts.of(".")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_socket_holds_back_the_end_of_a_request() throws IOException {
        try (var socket = new Egress(Set.of()).createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
                "172.16.0.1", "172.31.255.255", "192.168.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255", "::", "::1",
                "fc00::1", "fdff::1", "fe80::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1",
                "2002:7f00:1::", "2002:a00:1::1", "64:ff9b:1::1", "2001:db8::1"
            })
    void these_lie_inside(String address) throws IOException {
        assertThat(AddressRange.inside(Made.address(address))).isTrue();
        try (var socket = new Egress(Set.of()).createSocket()) {
            var endpoint = new InetSocketAddress(Made.address(address), 9);
            assertThatThrownBy(() -> socket.connect(endpoint, 50)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> socket.connect(endpoint)).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.0", "149.154.167.220", "169.253.0.1", "172.15.0.1", "172.32.0.1",
                "192.167.0.1", "192.169.0.1", "223.255.255.255", "2606:4700::1", "64:ff9b::1.1.1.1", "2002:101:101::1", "::ffff:1.1.1.1"
            })
    void these_lie_outside(String address) {
        assertThat(AddressRange.inside(Made.address(address))).isFalse();
    }
}
