package tidewatch.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes wrong at a {@link Sink}: rules divided by semicolons, the first that matches a request holds. A rule is {@code WHEN WHAT [ARG]}.
 *
 * <p>WHEN: {@code all}; {@code n=17} or {@code n=10..20}, by the number of the request since the script was set, from 1; {@code p=0.02}, by
 * chance; {@code t=0..600}, by seconds since the script was set. WHAT: see {@link Fault}, in lower case with hyphens; ARG where one is said
 * there. {@code n=5 kill; p=0.01 close-after; t=0..600 bad-gateway}.
 */
public final class SinkScript {
    private static final Pattern RULE = Pattern.compile("(all|n=(\\d+)(?:\\.\\.(\\d+))?|p=([0-9.]+)|t=(\\d+)\\.\\.(\\d+)) +([a-z-]+)(?: +(\\d+))?");

    private final List<Rule> rules = new ArrayList<>();
    private final SplittableRandom random;
    private long number;

    /** What goes wrong with one request. */
    public enum Fault {
        NONE,
        /** Closes the connection before anything is read; nobody sees a message. */
        CLOSE_BEFORE,
        /** Reads all, shows nothing, closes. */
        CLOSE_UNSEEN,
        /** Reads all, shows it, closes without an answer. */
        CLOSE_AFTER,
        /** Reads all, shows it, answers nothing for ARG seconds, 20 if none, and closes. */
        SILENCE,
        /** Shows it and answers after ARG milliseconds. */
        SLOW,
        /** Shows it, and half of the yes is sent. */
        HALF,
        /** Shows it; the yes cannot be read. */
        GARBLED,
        /** 429 for this chat, to wait ARG seconds, 1 if none. */
        TOO_MANY,
        /** 429 for all. */
        TOO_MANY_ALL,
        /** 500; shows nothing. */
        ERROR,
        /** 500; shows it. */
        ERROR_SHOWN,
        /** 502. */
        BAD_GATEWAY,
        /** 503 with Retry-After: 0, which some clients repeat by themselves. */
        UNAVAILABLE,
        /** 408, which some clients repeat by themselves; shows it. */
        TIMEOUT_SHOWN,
        /** 403: the chat has blocked us. */
        BLOCKED,
        /** 401: the credential is refused. */
        BAD_TOKEN,
        /** 400: the content is refused. */
        BAD_CONTENT,
        /** Reads all, shows it, and ends the process that sent it, as by kill -9: the crash point AFTER_BODY_WRITTEN. */
        KILL,
        /** Reads all, shows nothing, and ends the process that sent it. */
        KILL_UNSEEN
    }

    /** A fault with its argument, below 0 when there is none. */
    public record What(Fault fault, long argument) {
        static final What NONE = new What(Fault.NONE, -1);

        long or(long usual) {
            return argument < 0 ? usual : argument;
        }
    }

    private record Rule(long from, long until, double chance, long second, long end, What what) {}

    private SinkScript(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Reads rules; an empty text has none.
     *
     * @throws IllegalArgumentException for what is no rule
     */
    public static SinkScript parse(String text, long seed) {
        var script = new SinkScript(seed);
        for (var part : text.split(";", -1)) {
            if (!part.isBlank()) {
                script.rules.add(rule(part.strip()));
            }
        }
        return script;
    }

    private static Rule rule(String text) {
        Matcher found = RULE.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("No rule of a sink: " + text);
        }
        var fault = Fault.valueOf(found.group(7).replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        var what = new What(fault, found.group(8) == null ? -1 : Long.parseLong(found.group(8)));
        long from = found.group(2) == null ? 1 : Long.parseLong(found.group(2));
        long until = found.group(2) == null
                ? Long.MAX_VALUE
                : found.group(3) == null ? from : Long.parseLong(found.group(3));
        return new Rule(
                from,
                until,
                found.group(4) == null ? 1 : Double.parseDouble(found.group(4)),
                found.group(5) == null ? 0 : Long.parseLong(found.group(5)),
                found.group(6) == null ? Long.MAX_VALUE : Long.parseLong(found.group(6)),
                what);
    }

    /** What happens to the next request, so many seconds after the script was set. */
    public synchronized What next(long second) {
        number++;
        for (var rule : rules) {
            boolean now = number >= rule.from() && number <= rule.until() && second >= rule.second() && second < rule.end();
            if (now && (rule.chance() >= 1 || random.nextDouble() < rule.chance())) {
                return rule.what();
            }
        }
        return What.NONE;
    }
}
