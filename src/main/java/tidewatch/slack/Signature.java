package tidewatch.slack;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tidewatch.settings.Secret;

/**
 * Whether a call comes from Slack: {@code v0=} and the HMAC-SHA256 of {@code v0:<timestamp>:<raw body>} under the signing secret
 * (docs.slack.dev, "Verifying requests from Slack"), not older and not newer than 300 s, and each one once. Any thread.
 */
final class Signature {
    /** What a call is. */
    enum Verdict {
        GOOD,
        /** The very same call was taken before. */
        REPEATED,
        BAD
    }

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Only who knows the secret gets in here; at 100 calls a second 60,000 are kept. */
    private static final int KEPT_MAX = 100_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SecretKeySpec key;
    /** Signatures that were good, with the second in which they came, the oldest first. */
    private final Map<String, Long> seen = new LinkedHashMap<>();

    Signature(Secret signingSecret) {
        key = new SecretKeySpec(signingSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Judges a call. One that is good counts as taken from now on.
     *
     * @param timestamp header {@code X-Slack-Request-Timestamp}
     * @param signature header {@code X-Slack-Signature}
     */
    Verdict check(String timestamp, String signature, byte[] body, Instant now) {
        var expected = sign(timestamp, body);
        boolean same = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
        if (!same || !SECONDS.matcher(timestamp).matches()) {
            return Verdict.BAD;
        }
        long second = now.getEpochSecond();
        if (Math.abs(second - Long.parseLong(timestamp)) > WINDOW.toSeconds()) {
            return Verdict.BAD;
        }
        return first(timestamp + signature, second) ? Verdict.GOOD : Verdict.REPEATED;
    }

    /** The call was not taken after all: the same may come again. */
    void forget(String timestamp, String signature) {
        synchronized (seen) {
            seen.remove(timestamp + signature);
        }
    }

    private boolean first(String call, long second) {
        synchronized (seen) {
            var oldest = seen.entrySet().iterator();
            while (oldest.hasNext()) {
                if (second - oldest.next().getValue() <= KEPT.toSeconds() && seen.size() < KEPT_MAX) {
                    break;
                }
                oldest.remove();
            }
            return seen.putIfAbsent(call, second) == null;
        }
    }

    int kept() {
        synchronized (seen) {
            return seen.size();
        }
    }

    /** The signature of this body at this time. */
    String sign(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, missing);
        }
    }
}
