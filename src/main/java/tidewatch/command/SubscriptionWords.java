package tidewatch.command;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tidewatch.brief.Topic;
import tidewatch.brief.Wording;
import tidewatch.delivery.DaysWish;
import tidewatch.delivery.NextSend;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotRule;
import tidewatch.delivery.SlotTime;
import tidewatch.delivery.Subscription;

/** How subscriptions are spoken of. */
final class SubscriptionWords {
    private SubscriptionWords() {}

    /** {@code Morning brief 07:00, Monday to Friday, without movers, with the weekly edition}. */
    static String of(Subscription one) {
        var rule = one.rule();
        var words = new StringBuilder(Wording.capital(kind(rule.kind()))).append(' ').append(time(rule.time())).append(", ").append(days(rule));
        if (!one.leftOut().isEmpty()) {
            words.append(", without ").append(topics(one.leftOut()));
        }
        if (rule.weekly()) {
            words.append(", with the weekly edition");
        }
        if (rule.wrap()) {
            words.append(", with a wrap on holidays");
        }
        return words.toString();
    }

    static String kind(SlotKind kind) {
        return switch (kind) {
            case MORNING -> "morning brief";
            case MIDDAY -> "second brief";
            case CLOSE -> "brief of the close";
        };
    }

    static String time(SlotTime time) {
        return switch (time) {
            case SlotTime.At at -> at.words();
            case SlotTime.AfterClose after ->
                after.offset().isZero() ? "as soon as the prices are there" : after.offset().toMinutes() + " min after the close";
        };
    }

    /** As it would be typed again. */
    static String typed(SlotTime time) {
        return time.words();
    }

    private static String days(SlotRule rule) {
        if (rule.days().equals(SlotRule.EVERY_DAY)) {
            return "each session";
        }
        if (rule.days().equals(DaysWish.MONDAY_TO_FRIDAY)) {
            return "Monday to Friday";
        }
        return String.join(", ", Arrays.stream(DayOfWeek.values()).filter(rule.days()::contains).map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)).toList());
    }

    static String topics(Set<Topic> topics) {
        return Wording.list(Arrays.stream(Topic.values()).filter(topics::contains).map(Topic::words).toList());
    }

    /** {@code Next: Mon 9 Feb 07:00 EST; Tue 10 Feb 07:00 EST.} Why a day is skipped is said once. */
    static String next(List<NextSend> sends) {
        if (sends.isEmpty()) {
            return "Nothing is to come.";
        }
        var said = new HashSet<String>();
        var words = new ArrayList<String>();
        for (var send : sends) {
            var one = send.words();
            int reason = one.indexOf(" (");
            words.add(reason >= 0 && !said.add(one.substring(reason)) ? one.substring(0, reason) : one);
        }
        return "Next: " + String.join("; ", words) + ".";
    }
}
