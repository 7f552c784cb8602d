package tidewatch.testing.telegram;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Addresses behind a link as the service accepts them. A link that it does not accept is silently text. */
final class Links {
    /** Scheme, name before an at, host, port, the rest. */
    private static final Pattern PARTS = Pattern.compile(
            "(?:([^:/?#@\\[\\]]*)://)?(?:([^/?#]*)@)?(\\[[^/?#]*\\]|[^/?#:@]*)(?::([^/?#]*))?(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9.\\-_!$,~*'();&+=]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7F])+");
    private static final Pattern USER = Pattern.compile("tg:(?://)?user/?\\?([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern TG = Pattern.compile("(?i)(tg|ton|tonsite):(?://)?([A-Za-z0-9_-]+)(?:/(?=\\?))?([/?#].*)?", Pattern.DOTALL);

    private Links() {}

    /** The address as it is shown again, or empty when the service drops it. */
    static Optional<String> checked(String link) {
        var special = TG.matcher(link);
        if (special.matches()) {
            var rest = Optional.ofNullable(special.group(3)).orElse("");
            return Optional.of(special.group(1).toLowerCase(Locale.ROOT) + "://" + special.group(2)
                    + (rest.isEmpty() ? "/" : rest));
        }
        var parts = PARTS.matcher(link);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var scheme = Optional.ofNullable(parts.group(1)).orElse("http").toLowerCase(Locale.ROOT);
        var host = Optional.ofNullable(parts.group(3)).orElse("").toLowerCase(Locale.ROOT);
        boolean six = host.startsWith("[");
        if (!(scheme.equals("http") || scheme.equals("https"))
                || !(six ? host.matches("\\[[0-9a-f:.]+\\]") : HOST.matcher(host).matches())
                || !six && (!host.contains(".") || host.equals("."))) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(parts.group(4)).map(Links::port).orElse("");
        if (port.equals("?")) {
            return Optional.empty();
        }
        var user = Optional.ofNullable(parts.group(2)).map(name -> name + "@").orElse("");
        return Optional.of(scheme + "://" + user + host + port + query(parts.group(5)));
    }

    /** The user of {@code tg://user?id=7}. */
    static OptionalLong user(String link) {
        var user = USER.matcher(link.toLowerCase(Locale.ROOT));
        if (!user.matches()) {
            return OptionalLong.empty();
        }
        var id = parameters(user.group(1)).getOrDefault("id", "");
        return id.matches("-?[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    /** The parameters of {@code tg://WHAT?a=b}, or empty when it is another link. */
    static Optional<Map<String, String>> tg(String what, String link) {
        var parts = TG.matcher(link);
        if (parts.matches() && parts.group(2).equalsIgnoreCase(what)) {
            var rest = Optional.ofNullable(parts.group(3)).orElse("");
            return Optional.of(parameters(rest.substring(rest.indexOf('?') + 1)));
        }
        return Optional.empty();
    }

    private static Map<String, String> parameters(String query) {
        var all = new TreeMap<String, String>();
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return all;
    }

    private static String port(String digits) {
        if (!digits.matches("0*[1-9][0-9]{0,4}") || Integer.parseInt(digits) > 65_535) {
            return "?";
        }
        return ":" + Integer.parseInt(digits);
    }

    private static String query(String rest) {
        var whole = (rest.startsWith("/") ? "" : "/") + rest.stripTrailing();
        var escaped = new StringBuilder();
        whole.chars().forEach(c -> {
            if (c <= 0x20) {
                escaped.append('%').append("0123456789ABCDEF".charAt(c / 16)).append("0123456789ABCDEF".charAt(c % 16));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
