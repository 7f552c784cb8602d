package tidewatch.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidewatch.message.Sha256;

/**
 * A code by which one person gets in, once. Only its hash is kept.
 *
 * @param hash SHA-256 of the code, in hexadecimal
 * @param role that the person gets
 * @param platform on which alone it may be used; absent for any
 */
public record PairingCode(String hash, Role role, Optional<String> platform, Instant expiresAt) {
    /** From the moment it is shown. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** Wrong codes, by anybody, after which an open one is void. */
    public static final int WRONG_MAX = 5;

    /** 13 characters of 5 bits: 65 random ones. */
    private static final int LENGTH = 13;

    /** Crockford's base 32: no I, L, O, U. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public PairingCode {
        Objects.requireNonNull(role);
        Objects.requireNonNull(platform);
        Objects.requireNonNull(expiresAt);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A code is kept as its hash");
        }
    }

    /**
     * A new code in clear, in groups that can be read out: {@code 7KM2-9QXT-4BVFG}.
     *
     * @param random must not be predictable: a {@link java.security.SecureRandom}
     */
    public static String draw(RandomGenerator random) {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i == 4 || i == 8) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** What is kept of a code. */
    public static PairingCode of(String code, Role role, Optional<String> platform, Instant now) {
        return new PairingCode(
                hash(code).orElseThrow(() -> new IllegalArgumentException("Not a code")), role, platform, now.plus(LIFE));
    }

    /** The hash of a typed code, however its characters are grouped or written; absent when it cannot be one. */
    public static Optional<String> hash(String typed) {
        var plain = typed.replaceAll("[\\s\\u2010-\\u2015-]", "").toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
        if (plain.length() != LENGTH || plain.chars().anyMatch(one -> ALPHABET.indexOf(one) < 0)) {
            return Optional.empty();
        }
        return Optional.of(Sha256.hex(plain));
    }
}
