package tidewatch.delivery;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 */
public record Frozen(
        List<RenderPlan.Part> parts,
        String contentHash,
        String headline,
        Optional<LocalDate> asOf,
        Optional<String> briefId,
        Optional<String> baseId,
        List<RenderPlan.Degradation> degradations,
        String copy) {
    public Frozen {
        parts = List.copyOf(parts);
        Objects.requireNonNull(contentHash);
        Objects.requireNonNull(headline);
        Objects.requireNonNull(asOf);
        Objects.requireNonNull(briefId);
        Objects.requireNonNull(baseId);
        degradations = List.copyOf(degradations);
        Objects.requireNonNull(copy);
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
        this(parts, contentHash, headline, asOf, briefId, baseId, degradations, "");
    }

    /** A message that shows no brief. */
    public static Frozen of(Doc doc, RenderPlan plan) {
        return new Frozen(
                plan.parts(),
                tidewatch.message.Canonical.hash(doc),
                doc.title().isEmpty() ? doc.summary() : doc.title(),
                doc.meta().dataDate(),
                Optional.empty(),
                Optional.empty(),
                plan.degradations());
    }
}
