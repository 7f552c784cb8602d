package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.Arming;
import tidewatch.chat.Button;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.message.Canonical;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;

/**
 * The bytes of a message, fixed before it is due so that each try sends the same.
 *
 * @param parts at least one, in order
 * @param contentHash of the Doc (see {@link tidewatch.message.Canonical})
 * @param headline one line for lists and digests
 * @param asOf the session of its prices; absent when it has none
 * @param degradations what the platform shows in a poorer form
 * @param copy of a brief, how this chat's copy differs from others ({@link CopyText}); empty for anything else
 * @param buttons whose tokens stand in the parts; kept from the moment on in which the message is
 */
public record Frozen(
        List<RenderPlan.Part> parts,
        String contentHash,
        String headline,
        Optional<LocalDate> asOf,
        Optional<String> briefId,
        Optional<String> baseId,
        List<RenderPlan.Degradation> degradations,
        String copy,
        List<Button> buttons) {
    public Frozen {
        parts = List.copyOf(parts);
        Objects.requireNonNull(contentHash);
        Objects.requireNonNull(headline);
        Objects.requireNonNull(asOf);
        Objects.requireNonNull(briefId);
        Objects.requireNonNull(baseId);
        degradations = List.copyOf(degradations);
        Objects.requireNonNull(copy);
        buttons = List.copyOf(buttons);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A message without a part");
        }
    }

    /** A message of which nothing has to be kept but its bytes. */
    public Frozen(
            List<RenderPlan.Part> parts,
            String contentHash,
            String headline,
            Optional<LocalDate> asOf,
            Optional<String> briefId,
            Optional<String> baseId,
            List<RenderPlan.Degradation> degradations) {
        this(parts, contentHash, headline, asOf, briefId, baseId, degradations, "", List.of());
    }

    /** A message that shows no brief and has no buttons. */
    public static Frozen of(Doc doc, RenderPlan plan) {
        return of(doc, new Shown(plan, List.of()));
    }

    /** A message that shows no brief, as a chat sees it. */
    static Frozen of(Doc doc, Shown shown) {
        return of(doc, shown, doc.title().isEmpty() ? doc.summary() : doc.title());
    }

    /** A message that shows no brief, as a chat sees it. */
    static Frozen of(Doc doc, Shown shown, String headline) {
        return new Frozen(
                shown.plan().parts(),
                Canonical.hash(doc),
                headline,
                doc.meta().dataDate(),
                Optional.empty(),
                Optional.empty(),
                shown.plan().degradations(),
                "",
                shown.buttons());
    }

    /** A message as the platform shows it in one chat, or in several alike, with the buttons that were armed for it. */
    record Shown(RenderPlan plan, List<Button> buttons) {
        Shown {
            Objects.requireNonNull(plan);
            buttons = List.copyOf(buttons);
        }

        /** Its buttons are armed where the chat shows any that can be pressed; elsewhere people type. */
        static Shown of(Doc doc, ChatPlatform platform, ChatId chat, Arming arming, Arming.Rules rules, Instant now) {
            if (!platform.capabilities(chat).pressable()) {
                return new Shown(platform.plan(doc, chat), List.of());
            }
            var armed = arming.arm(doc, rules, now);
            return new Shown(platform.plan(armed.doc(), chat), armed.buttons());
        }
    }
}
