package tidewatch.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;

/** Who was let in, in memory. */
final class MemoryAccess implements AccessBook {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Person> people;
    private final MemoryStore.Table<String, ApprovedChat> chats;
    private final MemoryStore.Table<String, Code> codes;
    private final MemoryStore.Table<String, Integer> numbers;

    private record Code(PairingCode code, int wrong, boolean over) {
        boolean open(Instant now) {
            return !over && wrong < PairingCode.WRONG_MAX && now.isBefore(code.expiresAt());
        }
    }

    MemoryAccess(MemoryStore store) {
        this.store = store;
        this.people = store.new Table<>();
        this.chats = store.new Table<>();
        this.codes = store.new Table<>();
        this.numbers = store.new Table<>();
    }

    @Override
    public Seen seen(String person, ChatId chat, Instant now) {
        return store.read("seen", () -> {
            var who = people.get(person);
            return new Seen(who, chats.get(chat.text()), who.isEmpty() && codes.all().stream().anyMatch(one -> one.open(now)));
        });
    }

    @Override
    public List<Person> people() {
        return store.read("people", () -> people.all().stream().sorted(Comparator.comparingInt(Person::number)).toList());
    }

    @Override
    public Optional<ApprovedChat> chat(ChatId id) {
        return store.read("approved chat", () -> chats.get(id.text()));
    }

    @Override
    public List<ApprovedChat> chats() {
        return store.read("approved chats", () -> List.copyOf(chats.all()));
    }

    @Override
    public List<ApprovedChat> alone(String person) {
        return store.read("alone", () -> of(person));
    }

    private List<ApprovedChat> of(String person) {
        return chats.all().stream().filter(chat -> chat.person().filter(person::equals).isPresent()).toList();
    }

    @Override
    public void open(PairingCode code, Instant now) {
        store.write("open code", () -> codes.put(code.hash(), new Code(code, 0, false)));
    }

    @Override
    public Redeemed redeem(Optional<String> hash, String person, ChatId chat, Instant now) {
        return store.transaction("redeem", () -> {
            var right = hash.flatMap(codes::get)
                    .filter(one -> one.open(now) && one.code().platform().filter(on -> !on.equals(chat.platform())).isEmpty());
            if (right.isEmpty()) {
                for (var one : List.copyOf(codes.all())) {
                    if (one.open(now)) {
                        codes.put(one.code().hash(), new Code(one.code(), one.wrong() + 1, false));
                    }
                }
                return new NotPaired();
            }
            var code = right.get();
            codes.put(code.code().hash(), new Code(code.code(), code.wrong(), true));
            var before = people.get(person);
            var role = before.map(Person::role).filter(has -> has.covers(code.code().role())).orElse(code.code().role());
            var after = before.map(one -> one.with(role)).orElseGet(() -> new Person(person, number(), role, Optional.empty(), now));
            people.put(person, after);
            chats.put(chat.text(), ApprovedChat.alone(chat, person, now));
            return new Paired(after);
        });
    }

    private int number() {
        int next = numbers.get("people").orElse(0) + 1;
        numbers.put("people", next);
        return next;
    }

    @Override
    public boolean expose(String hash, Instant now) {
        return store.transaction("expose", () -> {
            var open = codes.get(hash).filter(one -> one.open(now));
            open.ifPresent(one -> codes.put(hash, new Code(one.code(), one.wrong(), true)));
            return open.isPresent();
        });
    }

    @Override
    public void save(ApprovedChat chat) {
        store.write("approve", () -> chats.put(chat.id().text(), chat));
    }

    @Override
    public boolean close(ChatId chat) {
        return store.transaction("close", () -> {
            boolean was = chats.get(chat.text()).isPresent();
            chats.remove(chat.text());
            return was;
        });
    }

    @Override
    public boolean save(Person person) {
        return store.transaction("save person", () -> {
            boolean known = people.get(person.id()).filter(one -> one.number() == person.number()).isPresent();
            if (known) {
                people.put(person.id(), person);
            }
            return known;
        });
    }

    @Override
    public List<ChatId> remove(String person) {
        return store.transaction("remove person", () -> {
            var gone = of(person).stream().map(ApprovedChat::id).toList();
            gone.forEach(chat -> chats.remove(chat.text()));
            people.remove(person);
            store.asked().forget(person);
            return gone;
        });
    }

    // ---- what goes with a chat ----

    /** The notes of a chat that was let in. */
    Optional<String> scope(ChatId chat) {
        return chats.get(chat.text())
                .map(one -> one.place() == Incoming.Place.PRIVATE
                        ? one.person().flatMap(people::get).map(Person::alone).orElse(NoteScope.NOTHING).text()
                        : one.scope().text());
    }

    int forget(ChatId chat) {
        var one = chats.get(chat.text());
        chats.remove(chat.text());
        int gone = one.isPresent() ? 1 : 0;
        var person = one.flatMap(ApprovedChat::person).filter(who -> of(who).isEmpty() && !store.heard().heardOf(who, chat));
        if (person.flatMap(people::get).isPresent()) {
            people.remove(person.get());
            gone++;
        }
        return gone;
    }

    void rekey(ChatId from, ChatId to) {
        chats.get(from.text()).ifPresent(one -> {
            chats.remove(from.text());
            if (chats.get(to.text()).isEmpty()) {
                chats.put(to.text(), new ApprovedChat(to, one.place(), one.person(), one.membersRead(), one.scope(), one.by(), one.at()));
            }
        });
    }
}
