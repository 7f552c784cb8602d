package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.slack.Signature.Verdict.BAD;
import static tidewatch.slack.Signature.Verdict.GOOD;
import static tidewatch.slack.Signature.Verdict.REPEATED;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

class SignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_960_000);
    private static final String AT = "1767960000";
    private static final byte[] BODY = "token=x&text=winners+5".getBytes(StandardCharsets.UTF_8);

    private final Signature signature = new Signature(Secret.of(Canaries.SCRIPTED_SLACK_SIGNING));

    /** Made once with {@code openssl dgst -sha256 -hmac}, so that not only our own code says so. */
    @Test
    void it_is_what_another_program_computes() {
        var secret = new Signature(Secret.of("tide"));

        assertThat(secret.sign("1", "a=b".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v0=d946f9970c4dafa90e88e68af261399397f018df6fd2966b9f462553d461bdd4");
    }

    @Test
    void a_good_call_counts_once() {
        var good = signature.sign(AT, BODY);

        assertThat(signature.check(AT, good, BODY, NOW)).isEqualTo(GOOD);
        assertThat(signature.check(AT, good, BODY, NOW)).isEqualTo(REPEATED);
        assertThat(signature.check(AT, good, BODY, NOW.plusSeconds(299))).isEqualTo(REPEATED);
        signature.forget(AT, good);
        assertThat(signature.check(AT, good, BODY, NOW)).as("it was not taken after all").isEqualTo(GOOD);
    }

    @Test
    void the_same_body_at_another_time_is_another_call() {
        assertThat(signature.check(AT, signature.sign(AT, BODY), BODY, NOW)).isEqualTo(GOOD);
        var later = "1767960001";
        assertThat(signature.check(later, signature.sign(later, BODY), BODY, NOW)).isEqualTo(GOOD);
    }

    @Test
    void what_is_older_or_newer_than_five_minutes_is_bad() {
        var good = signature.sign(AT, BODY);

        assertThat(signature.check(AT, good, BODY, NOW.plusSeconds(301))).isEqualTo(BAD);
        assertThat(signature.check(AT, good, BODY, NOW.minusSeconds(301))).isEqualTo(BAD);
        assertThat(signature.check(AT, good, BODY, NOW.minusSeconds(300))).isEqualTo(GOOD);
    }

    @Test
    void whatever_is_not_exactly_it_is_bad() {
        var good = signature.sign(AT, BODY);
        var other = new Signature(Secret.of("another-" + Canaries.MARK)).sign(AT, BODY);

        for (var wrong : List.of(
                "", "v0=", good.substring(3), good.substring(0, good.length() - 1), good + "0", good + "\n", good.toUpperCase(Locale.ROOT),
                "v1" + good.substring(2), other, "v0=" + "0".repeat(64), " " + good, "\u0000", "v0=" + "f".repeat(100_000), "v0=\uD83D\uDE00")) {
            assertThat(signature.check(AT, wrong, BODY, NOW)).as(wrong.substring(0, Math.min(80, wrong.length()))).isEqualTo(BAD);
        }
        assertThat(signature.kept()).as("nothing bad is remembered").isZero();
    }

    @Test
    void one_changed_byte_of_body_or_time_is_bad() {
        var good = signature.sign(AT, BODY);
        for (int i = 0; i < BODY.length; i++) {
            var changed = BODY.clone();
            changed[i] ^= 1;
            assertThat(signature.check(AT, good, changed, NOW)).isEqualTo(BAD);
        }
        assertThat(signature.check("1767960001", good, BODY, NOW)).isEqualTo(BAD);
    }

    @Test
    void a_time_that_is_none_is_bad_even_where_the_signature_is_right() {
        for (var time : List.of("", " ", "now", "-1", "1767960000.0", "9".repeat(400), "+1767960000", " 1767960000", "0x1", "١٧٦٧٩٦٠٠٠٠")) {
            assertThat(signature.check(time, signature.sign(time, BODY), BODY, NOW)).as(time).isEqualTo(BAD);
        }
    }

    @Test
    void calls_are_remembered_for_ten_minutes_and_never_more_than_a_bound() {
        var good = signature.sign(AT, BODY);
        signature.check(AT, good, BODY, NOW);
        for (int i = 0; i < 120_000; i++) {
            var body = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            assertThat(signature.check(AT, signature.sign(AT, body), body, NOW)).isEqualTo(GOOD);
        }
        assertThat(signature.kept()).isLessThanOrEqualTo(100_000).isGreaterThan(99_000);

        var later = NOW.plusSeconds(601);
        var then = Long.toString(later.getEpochSecond());
        signature.check(then, signature.sign(then, BODY), BODY, later);
        assertThat(signature.kept()).isEqualTo(1);
    }
}
