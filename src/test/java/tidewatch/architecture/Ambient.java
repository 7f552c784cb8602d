package tidewatch.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.architecture.Program.Call;

/** What the machine would answer by itself, and differently tomorrow or elsewhere. */
enum Ambient {
    TIME("time", "Take an Instant, a LocalDate, an InstantSource or a LongSupplier of nanoseconds as a parameter."),
    ZONE("time zone", "Take a ZoneId as a parameter."),
    LANGUAGE("language", "Name the Locale: Locale.ROOT for what programs read, Locale.ENGLISH for words."),
    CHANCE("dice", "Take a RandomGenerator or a ready-made value as a parameter.");

    private static final Set<String> FORMATTING = Set.of("format", "printf", "formatted");

    private final String what;
    private final String instead;

    Ambient(String what, String instead) {
        this.what = what;
        this.instead = instead;
    }

    String what() {
        return what;
    }

    String instead() {
        return instead;
    }

    static Optional<Ambient> of(Call call) {
        if (time(call)) {
            return Optional.of(TIME);
        }
        if (zone(call)) {
            return Optional.of(ZONE);
        }
        if (language(call)) {
            return Optional.of(LANGUAGE);
        }
        return chance(call) ? Optional.of(CHANCE) : Optional.empty();
    }

    /** {@code now(Clock)} is no ambient time: the clock was handed in. */
    private static boolean time(Call call) {
        var name = call.name();
        if (call.owner().startsWith("java.time.") && name.equals("now")) {
            return !call.parameters().equals(List.of("java.time.Clock"));
        }
        return switch (call.owner()) {
            case "java.time.Clock" -> name.startsWith("system") || (name.startsWith("tick") && call.parameters().contains("java.time.ZoneId"));
            case "java.time.InstantSource" -> name.equals("system");
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.util.Date", "java.util.GregorianCalendar" -> name.equals("<init>") && call.parameters().isEmpty();
            case "java.util.Calendar" -> name.equals("getInstance");
            default -> false;
        };
    }

    private static boolean zone(Call call) {
        return (call.owner().equals("java.time.ZoneId") && call.name().equals("systemDefault"))
                || (call.owner().equals("java.util.TimeZone") && call.name().equals("getDefault"));
    }

    /** Calls that ask for the default Locale, openly or because none is named. */
    private static boolean language(Call call) {
        var named = call.parameters().contains("java.util.Locale");
        var name = call.name();
        return switch (call.owner()) {
            case "java.util.Locale" -> name.equals("getDefault");
            case "java.lang.String" -> !named && (FORMATTING.contains(name) || name.equals("toLowerCase") || name.equals("toUpperCase"));
            case "java.io.PrintStream", "java.io.PrintWriter" -> !named && FORMATTING.contains(name);
            case "java.time.format.DateTimeFormatter" -> !named && (name.equals("ofPattern") || name.startsWith("ofLocalized"));
            case "java.time.format.DateTimeFormatterBuilder" -> name.equals("toFormatter") && !named;
            case "java.text.NumberFormat" -> name.startsWith("get") && name.endsWith("Instance") && !named;
            case "java.text.DecimalFormat", "java.text.DecimalFormatSymbols" ->
                name.equals("<init>") && !named && !call.parameters().contains("java.text.DecimalFormatSymbols");
            case "java.text.SimpleDateFormat", "java.util.Formatter" -> name.equals("<init>") && !named;
            default -> false;
        };
    }

    private static boolean chance(Call call) {
        var name = call.name();
        var unseeded = name.equals("<init>") && call.parameters().isEmpty();
        return switch (call.owner()) {
            case "java.util.Random", "java.util.SplittableRandom" -> unseeded;
            case "java.security.SecureRandom" -> name.equals("<init>") || name.startsWith("getInstance");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.Collections" -> name.equals("shuffle") && call.parameters().size() == 1;
            default -> false;
        };
    }
}
