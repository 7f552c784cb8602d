package tidewatch.provider;

import java.nio.charset.StandardCharsets;

/**
 * One named stream of standard normal numbers, addressed by index: {@code normal(t)} depends on the seed, the stream's name and t, on
 * nothing that was drawn before. A series or a day more therefore changes no other number of the sample market.
 *
 * <p>The key of a stream is the seed XOR the FNV-1a hash of its name, mixed; a number is the finaliser of SplitMix64 (Steele, Lea and
 * Flood 2014) over key + t, its upper 53 bits taken to (0, 1) and through the inverse normal of Wichura's AS 241. Bit-equal on every
 * machine: {@link StrictMath}, and no fused operations.
 */
// The coefficients stand as published, with more digits than a double keeps.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class SampleNoise {
    // Coefficients of AS 241: |p - 1/2| <= .425, the tails, and beyond about exp(-25).
    private static final double[] CENTRE_TOP = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    };
    private static final double[] CENTRE_BOTTOM = {
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3
    };
    private static final double[] TAIL_TOP = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] TAIL_BOTTOM = {
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
    };
    private static final double[] FAR_TOP = {
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    };
    private static final double[] FAR_BOTTOM = {
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
    };

    private final long key;

    private SampleNoise(long key) {
        this.key = key;
    }

    static SampleNoise of(long seed, String stream) {
        return new SampleNoise(mix(seed ^ fnv64(stream)));
    }

    /** The number at index t >= 0: mean 0, standard deviation 1. */
    double normal(int t) {
        return quantile(((mix(key + t) >>> 11) + 0.5) * 0x1.0p-53);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a, 64 bits, over the UTF-8 bytes. */
    static long fnv64(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /**
     * The x below which a standard normal number falls with probability p, 0 < p < 1.
     *
     * <p>Algorithm AS 241, PPND16 (M. J. Wichura 1988, Applied Statistics 37, 477-484), accurate to about 1 part in 1e16.
     */
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, 0.180625 - q * q);
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
        double x = r <= 5 ? ratio(TAIL_TOP, TAIL_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5);
        return q < 0 ? -x : x;
    }

    /** The quotient of two polynomials of degree 7, coefficients from the constant term up. */
    private static double ratio(double[] top, double[] bottom, double x) {
        double t = top[7];
        double b = bottom[7];
        for (int i = 6; i >= 0; i--) {
            t = t * x + top[i];
            b = b * x + bottom[i];
        }
        return t / b;
    }
}
