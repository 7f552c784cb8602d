package tidewatch.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.chat.ChatId;
import tidewatch.command.SentBriefs;
import tidewatch.delivery.Chat;
import tidewatch.delivery.CopyText;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;

/** The briefs of the past, from the store: the facts as they were frozen, in the words of the copy that a chat got. */
final class PastBriefs implements SentBriefs {
    private static final int ROWS_MAX = 20;

    private final Stored stored;
    private final Function<Chat, String> profile;

    /** @param profile names what a chat's brief may know */
    PastBriefs(Stored stored, Function<Chat, String> profile) {
        this.stored = stored;
        this.profile = profile;
    }

    @Override
    public List<Sent> asSent(ChatId chat, LocalDate day) {
        return stored.outbox().list(new Outbox.Filter(Set.of(DeliveryState.SENT), Optional.of(chat), Optional.of(day)), ROWS_MAX).stream()
                .filter(row -> row.kind().isBrief())
                .flatMap(row -> sent(row).stream())
                .toList()
                .reversed();
    }

    private Optional<Sent> sent(Delivery row) {
        var facts = row.briefId().flatMap(this::facts);
        var copy = stored.outbox().copy(row.id()).flatMap(text -> CopyText.read(text, row.baseId().flatMap(this::facts)));
        return facts.isPresent() && copy.isPresent()
                ? Optional.of(new Sent(BriefComposer.compose(facts.get(), copy.get()), row.sentAt().orElse(row.due())))
                : Optional.empty();
    }

    private Optional<Brief> facts(String id) {
        return stored.briefs().find(id).flatMap(found -> found instanceof BriefArchive.Kept kept ? Optional.of(kept.facts()) : Optional.empty());
    }

    @Override
    public List<Brief> frozen(ChatId chat, LocalDate day) {
        var known = stored.subscriptions().chat(chat).map(profile).orElse("");
        return stored.briefs().of(day).stream()
                .filter(found -> found.key().profile().equals(known))
                .flatMap(found -> found instanceof BriefArchive.Kept kept ? java.util.stream.Stream.of(kept.facts()) : java.util.stream.Stream.empty())
                .toList();
    }
}
