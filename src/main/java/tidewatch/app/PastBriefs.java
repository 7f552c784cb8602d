package tidewatch.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.command.SentBriefs;
import tidewatch.delivery.CopyText;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;

/** The briefs of the past, from the store: the facts as they were frozen, in the words of the copy that a chat got. */
final class PastBriefs implements SentBriefs {
    private static final int ROWS_MAX = 20;

    private final Stored stored;

    PastBriefs(Stored stored) {
        this.stored = stored;
    }

    @Override
    public List<Sent> asSent(ChatId chat, NoteScope scope, LocalDate day) {
        return stored.outbox().list(new Outbox.Filter(Set.of(DeliveryState.SENT), Optional.of(chat), Optional.of(day)), ROWS_MAX).stream()
                .filter(row -> row.kind().isBrief())
                .flatMap(row -> sent(row, scope).stream())
                .toList()
                .reversed();
    }

    private Optional<Sent> sent(Delivery row, NoteScope scope) {
        var facts = row.briefId().flatMap(id -> facts(id, scope));
        var copy = stored.outbox().copy(row.id()).flatMap(text -> CopyText.read(text, row.baseId().flatMap(id -> facts(id, scope))));
        return facts.isPresent() && copy.isPresent()
                ? Optional.of(new Sent(BriefComposer.compose(facts.get(), copy.get()), row.sentAt().orElse(row.due())))
                : Optional.empty();
    }

    /** Of a brief that was made of other notes than those that may be known now, nothing is told. */
    private Optional<Brief> facts(String id, NoteScope scope) {
        return stored.briefs()
                .find(id)
                .filter(found -> found.key().profile().equals(scope.profile()))
                .flatMap(found -> found instanceof BriefArchive.Kept kept ? Optional.of(kept.facts()) : Optional.empty());
    }

    @Override
    public List<Brief> frozen(NoteScope scope, LocalDate day) {
        return stored.briefs().of(day).stream()
                .filter(found -> found.key().profile().equals(scope.profile()))
                .flatMap(found -> found instanceof BriefArchive.Kept kept ? java.util.stream.Stream.of(kept.facts()) : java.util.stream.Stream.empty())
                .toList();
    }
}
