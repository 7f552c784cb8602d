package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The one-block example of FIPS 180-4, and nothing at all. */
    @Test
    void it_is_what_the_standard_says() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.of("abc")).hasSize(32).isEqualTo(Sha256.of(new byte[] {'a', 'b', 'c'}));
    }

    @Test
    void text_counts_as_utf_8() {
        assertThat(Sha256.hex("Grüße €")).isEqualTo(Sha256.hex("Grüße €".getBytes(StandardCharsets.UTF_8)));
    }
}
