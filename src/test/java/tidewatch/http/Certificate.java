package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate for this machine that vouches for itself, made by the JDK's own tool; only who holds it trusts it. */
final class Certificate {
    private static final char[] WORD = "changeit".toCharArray();

    private Certificate() {}

    static SSLContext made() throws Exception {
        var store = store();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, WORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new X509TrustManager[] {trust(store)}, null);
        return context;
    }

    private static X509TrustManager trust(KeyStore store) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return (X509TrustManager) trust.getTrustManagers()[0];
    }

    static X509TrustManager trust() throws Exception {
        return trust(store());
    }

    private static final class Once {
        private static final KeyStore STORE = make();

        private static KeyStore make() {
            try {
                var folder = Files.createTempDirectory("certificate");
                var file = folder.resolve("own.p12");
                var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
                var process = new ProcessBuilder(
                                tool.toString(), "-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=localhost",
                                "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-validity", "3650", "-storetype", "PKCS12",
                                "-keystore", file.toString(), "-storepass", "changeit")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                assertThat(process.waitFor()).as("keytool").isZero();
                var store = KeyStore.getInstance(file.toFile(), WORD);
                Files.delete(file);
                Files.delete(folder);
                return store;
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    private static KeyStore store() {
        return Once.STORE;
    }
}
