package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Alias;
import tidewatch.notes.AliasBook;
import tidewatch.notes.Aliases;
import tidewatch.notes.Name;
import tidewatch.notes.NameKey;
import tidewatch.notes.NameQuestion;
import tidewatch.notes.Resolution;
import tidewatch.notes.Vault;

/**
 * {@code /aliases}: names that mean several things, each asked for with its choices, and what is known of names: from the user's own file,
 * then from answers. {@code /aliases Marathon = MPC in Energy} answers, {@code /aliases forget Marathon} forgets, {@code /aliases export}
 * gives rows for the file.
 */
final class AliasesCommand implements Command {
    private static final int SHOWN_MAX = 20;
    private static final int FOLDERS_SHOWN = 8;

    private static final Pattern SAID = Pattern.compile("(?:\"([^\"]+)\"|([^=]+?))\\s*=\\s*(\\S.*)");
    private static final Pattern MEANING = Pattern.compile("(.+?)(?:\\s+(only\\s+)?in\\s+(.+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("(forget|later)\\s+(\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TICKER = Pattern.compile("[A-Z][A-Z0-9.]{0,6}");

    private final Desk desk;
    private final Books.Shelf shelf;
    private final NameAsk ask;

    AliasesCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
        this.ask = new NameAsk(shelf);
    }

    @Override
    public String name() {
        return "aliases";
    }

    @Override
    public List<String> aliases() {
        return List.of("alias", "names");
    }

    @Override
    public String arguments() {
        return "[NAME = MEANING [in FOLDER] | forget NAME | export]";
    }

    @Override
    public String help() {
        return "What names in your notes mean, and which could mean several things";
    }

    @Override
    public List<String> examples() {
        return List.of("/aliases", "/aliases Marathon = MPC", "/aliases Marathon = MPC in Watch", "/aliases forget Marathon", "/aliases export");
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public Action.Effect effect(String rest) {
        return SAID.matcher(rest).matches() || WORD.matcher(rest).matches() ? Action.Effect.EFFECT : Action.Effect.READ;
    }

    /** What a name means is the same for all who share the notes. */
    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public Role role(String rest, Incoming.Place place) {
        return effect(rest) == Action.Effect.READ ? Role.READER : Role.OWNER;
    }

    @Override
    public Reply answer(Request request) {
        var vault = desk.vault(request.at(), request.scope()).value();
        var said = SAID.matcher(request.rest());
        var word = WORD.matcher(request.rest());
        if (said.matches() || word.matches()) {
            var found = shelf.open();
            return found.value()
                    .map(books -> said.matches()
                            ? remember(said, request, vault, books.aliases())
                            : word.group(1).equalsIgnoreCase("forget")
                                    ? forget(unquoted(word.group(2)), request, vault, books.aliases())
                                    : later(unquoted(word.group(2)), request, vault, books.aliases()))
                    .orElseGet(() -> Ask.nothingKept(Answer.to(request, ""), found));
        }
        if (request.rest().equalsIgnoreCase("export")) {
            return export(request, vault);
        }
        var page = Page.of(request.rest());
        var name = unquoted(request.rest());
        return page.isPresent() || name.isEmpty() ? list(page.orElseGet(() -> new Page(1)), request, vault) : one(name, request, vault);
    }

    private static String unquoted(String words) {
        return NameBook.bare(words.replaceAll("^\"+|\"+$", ""));
    }

    // ---- what there is ----

    /**
     * Answers that may be told here: where not every note may be seen, those that were asked for one that may, for the name is its. Rows of
     * the user's file belong to no note.
     */
    private static List<Alias> visible(Request request, Vault vault) {
        return vault.aliases().remembered().stream().filter(seen(request, vault)).toList();
    }

    private static Predicate<Alias> seen(Request request, Vault vault) {
        return one -> request.scope().everything() || vault.note(one.askedInFile()).isPresent();
    }

    private static List<Aliases.Row> own(Request request, Vault vault) {
        return request.scope().everything() ? vault.aliases().own() : List.of();
    }

    private Reply list(Page page, Request request, Vault vault) {
        var answer = Answer.to(request, "Names").of(desk.setup());
        var lines = new ArrayList<List<Inline>>();
        own(request, vault).forEach(row -> lines.add(line(row.name(), row.means(), row.folder(), "from your file" + (row.comment().isEmpty() ? "" : ": " + Answer.shown(row.comment())), vault)));
        visible(request, vault).forEach(one -> lines.add(line(one.name(), one.means(), one.folder(), from(one, request), vault)));
        if (page.beyond(lines, SHOWN_MAX)) {
            return answer.complain(page.none()).reply();
        }
        if (!lines.isEmpty()) {
            answer.say("Your file of aliases comes first, then what was answered; the nearest folder wins.");
            answer.add(Block.bullets(page.of(lines, SHOWN_MAX)));
            page.more(lines, SHOWN_MAX, "aliases", answer);
        }
        var all = vault.questions();
        var open = ask.open(all, request.at());
        var later = all.stream().filter(one -> !open.contains(one)).map(NameQuestion::name).toList();
        if (page.number() == 1 && !later.isEmpty()) {
            answer.say("Put off for now: " + Wording.listed(later, FOLDERS_SHOWN) + ". /aliases NAME asks at once.");
        }
        if (later.isEmpty() && lines.isEmpty() && open.isEmpty()) {
            answer.say("No name in these notes means several things, and nothing was said about any. /aliases NAME = MEANING says what one means, for example /aliases Marathon = MPC.");
        }
        if (page.number() == 1) {
            ask.ask(open, answer, request);
        }
        return answer.reply();
    }

    private static List<Inline> line(String name, String means, String folder, String from, Vault vault) {
        return List.of(Inline.strong(name), Inline.text(": " + meaning(means, vault) + where(folder) + " (" + from + ")"));
    }

    private static String from(Alias one, Request request) {
        return "answered " + Wording.longDay(one.said().atZone(request.zone()).toLocalDate()) + (one.askedIn().isEmpty() ? "" : " for " + one.askedIn());
    }

    private static String where(String folder) {
        return folder.isEmpty() ? "" : ", in " + folder;
    }

    /** {@code Marathon Petroleum (MPC)}. */
    private static String meaning(String means, Vault vault) {
        if (means.equals(Alias.NOTHING)) {
            return "nothing that has a price";
        }
        var shown = vault.resolver().shown(means);
        var symbol = means.substring(means.indexOf(':') + 1);
        boolean listed = means.startsWith("stock:") || means.startsWith("etf:");
        return shown.equals(means) ? listed ? symbol : means : listed ? shown + " (" + symbol + ")" : shown;
    }

    private Reply one(String name, Request request, Vault vault) {
        var answer = Answer.to(request, "").of(desk.setup());
        var key = NameKey.of(name);
        var lines = new ArrayList<List<Inline>>();
        own(request, vault).stream().filter(row -> NameKey.of(row.name()).equals(key)).forEach(row -> lines.add(line(row.name(), row.means(), row.folder(), "from your file", vault)));
        var said = visible(request, vault).stream().filter(row -> row.key().equals(key)).toList();
        said.forEach(row -> lines.add(line(row.name(), row.means(), row.folder(), from(row, request), vault)));
        if (!lines.isEmpty()) {
            answer.add(Block.bullets(lines));
        }
        if (request.asker().rights().role() == Role.OWNER) {
            said.stream().limit(3).forEach(row -> answer.effect("Forget" + where(row.folder()).replace(",", ""), forgetting(row)));
        }
        var asked = vault.questions().stream().filter(one -> one.key().equals(key)).toList();
        ask.ask(asked, answer, request);
        if (lines.isEmpty() && asked.isEmpty()) {
            switch (vault.resolver().resolve(Name.of(name), "")) {
                case Resolution.One one -> answer.say("\"" + Answer.shown(name) + "\" is " + one.id().map(id -> meaning(id, vault)).orElse("the note of that name") + "; nobody had to say so.");
                case Resolution.Ambiguous many -> answer.say("\"" + Answer.shown(name) + "\" can be "
                        + Wording.list(many.candidates().stream().map(Resolution.Ambiguous.Candidate::shown).toList()).replaceFirst(" and ([^,]*)$", " or $1")
                        + "; none of these notes leaves it open. /aliases " + NameAsk.typed(Answer.shown(name)) + " = MEANING says which.");
                case Resolution.Unknown none -> answer.complain("Nothing was said about \"" + Answer.shown(name) + "\", and I don't know the name."
                        + (none.near().isEmpty() ? "" : " Near: " + String.join(", ", none.near()) + ".")
                        + " /aliases NAME = MEANING says what one means.");
            }
        }
        return answer.reply();
    }

    private static String forgetting(Alias row) {
        return "/aliases forget " + row.name() + (row.folder().isEmpty() ? "" : " in " + row.folder());
    }

    private Reply export(Request request, Vault vault) {
        var rows = visible(request, vault);
        if (rows.isEmpty()) {
            return Answer.to(request, "").of(desk.setup()).say("Nothing was answered about names so far, so there is nothing to export.").reply();
        }
        var csv = new StringBuilder("name,means,scope,comment");
        rows.forEach(one -> csv.append('\n').append(new Aliases.Row(one.name(), one.means(), one.folder(), from(one, request)).csv()));
        return Answer.to(request, "Names as rows").of(desk.setup())
                .say("These rows fit into a file that vault.aliases names; there they come first, and what is remembered here can be forgotten.")
                .add(new Block.Code("csv", csv.toString()))
                .reply();
    }

    // ---- what is changed ----

    private Reply remember(Matcher said, Request request, Vault vault, AliasBook book) {
        var answer = Answer.to(request, "").of(desk.setup());
        var name = unquoted(Optional.ofNullable(said.group(1)).orElseGet(() -> said.group(2)));
        var parts = MEANING.matcher(said.group(3).strip());
        if (name.isEmpty() || name.length() > Alias.NAME_MAX || !parts.matches()) {
            return answer.complain("Write it as /aliases NAME = MEANING, for example /aliases Marathon = MPC in Energy. A name has " + Alias.NAME_MAX + " characters at most.").reply();
        }
        var means = means(unquoted(parts.group(1)), vault, name, answer);
        var where = Optional.ofNullable(parts.group(3));
        var folder = where.flatMap(typed -> folder(typed, vault));
        boolean nowhere = where.isPresent() && folder.isEmpty();
        if (nowhere) {
            answer.complain("The vault has no folder \"" + Answer.shown(parts.group(3)) + "\"." + folders(vault) + " Nothing was changed.");
        }
        if (means.isEmpty() || nowhere) {
            return answer.reply();
        }
        var below = folder.orElse("");
        var before = vault.questions().stream().filter(one -> one.key().equals(NameKey.of(name))).findFirst();
        // What is said a second time, for a folder or otherwise, was asked where the first answer was.
        var asked = before.map(one -> one.first().shown())
                .or(() -> book.all().stream().filter(one -> one.key().equals(NameKey.of(name))).map(Alias::askedIn).findFirst())
                .orElse("");
        var row = new Alias(before.map(NameQuestion::name).filter(one -> one.length() <= Alias.NAME_MAX).orElse(name), means.get(), below, asked, request.at());
        if (!book.remember(row)) {
            return answer.complain("I remember " + AliasBook.MOST + " names already. /aliases export gives them as rows for a file; /aliases forget NAME makes room.").reply();
        }
        if (parts.group(2) != null && !below.isEmpty()) {
            book.forget(name, "");
        }
        var after = desk.vault(request.at(), request.scope()).value();
        answer.say("Remembered: \"" + row.name() + "\" means " + meaning(row.means(), after) + (below.isEmpty() ? " in all notes." : " in " + below + ".") + tested(before, row, after));
        own(request, after).stream().filter(own -> NameKey.of(own.name()).equals(row.key())).findFirst()
                .ifPresent(own -> answer.say("Your own file comes first, and says " + meaning(own.means(), after) + where(own.folder()) + "."));
        before.map(NameQuestion::folder).filter(one -> below.isEmpty() && !one.isEmpty())
                .ifPresent(one -> answer.effect("Only in " + Answer.cut(one, 30), "/aliases " + NameAsk.typed(row.name()) + " = " + row.means() + " only in " + one));
        answer.effect("Forget", forgetting(row));
        return next(answer, request, after);
    }

    /** What can be tested that could not be before. */
    private static String tested(Optional<NameQuestion> before, Alias row, Vault after) {
        int left = after.questions().stream().filter(one -> one.key().equals(row.key())).mapToInt(NameQuestion::claims).sum();
        int now = before.map(NameQuestion::claims).orElse(0) - left;
        if (now <= 0 || row.means().equals(Alias.NOTHING)) {
            return left > 0 ? " In other folders it is still open." : "";
        }
        return " " + Wording.count(now, "claim of your notes is", "claims of your notes are") + " read so from now on." + (left > 0 ? " In other folders it is still open." : "");
    }

    /** The question after this one, so that one tap leads to the next. */
    private Reply next(Answer answer, Request request, Vault vault) {
        ask.ask(ask.open(vault.questions(), request.at()), answer, request);
        return answer.reply();
    }

    private static Optional<String> means(String typed, Vault vault, String name, Answer answer) {
        var lower = typed.toLowerCase(Locale.ROOT);
        if (List.of("neither", "none", "nothing").contains(lower)) {
            return Optional.of(Alias.NOTHING);
        }
        if (typed.isEmpty()) {
            answer.complain("Write what \"" + Answer.shown(name) + "\" means: a ticker (MPC), a name that I know, or neither.");
            return Optional.empty();
        }
        if (Aliases.isMeaning(typed)) {
            boolean listed = lower.startsWith("stock:") || lower.startsWith("etf:");
            return Optional.of(listed ? typed.substring(0, typed.indexOf(':') + 1) + typed.substring(typed.indexOf(':') + 1).toUpperCase(Locale.ROOT) : typed);
        }
        switch (vault.resolver().resolve(Name.of(typed), "")) {
            case Resolution.One one -> {
                if (one.id().isPresent()) {
                    return one.id();
                }
                answer.complain("\"" + Answer.shown(typed) + "\" is a note without a ticker, so it gives \"" + Answer.shown(name) + "\" no price. Write a ticker, or one of sector:, theme:, style:, index: with its name.");
            }
            case Resolution.Ambiguous many -> {
                answer.complain("\"" + Answer.shown(typed) + "\" means several things itself. Which?");
                many.candidates().forEach(one -> answer.effect(Answer.cut(one.shown(), 40), "/aliases " + NameAsk.typed(name) + " = " + one.id()));
            }
            case Resolution.Unknown none -> {
                answer.complain("I don't know what \"" + Answer.shown(typed) + "\" is, so nothing was changed."
                        + (none.near().isEmpty() ? "" : " Near: " + String.join(", ", none.near()) + "."));
                if (TICKER.matcher(typed).matches()) {
                    answer.effect("The ticker " + typed, "/aliases " + NameAsk.typed(name) + " = stock:" + typed);
                } else {
                    answer.complain("Write a ticker (MPC), a name that I know, or neither.");
                }
            }
        }
        return Optional.empty();
    }

    /** The folder as the vault has it. */
    private static Optional<String> folder(String typed, Vault vault) {
        var plain = unquoted(typed).replaceFirst("^folder:", "").replaceAll("^/+|/+$", "");
        var all = all(vault);
        return all.stream().filter(plain::equals).findFirst().or(() -> all.stream().filter(plain::equalsIgnoreCase).findFirst());
    }

    private static List<String> all(Vault vault) {
        return vault.notes().stream()
                .flatMap(note -> Stream.iterate(note.path().lastIndexOf('/'), at -> at > 0, at -> note.path().lastIndexOf('/', at - 1)).map(at -> note.path().substring(0, at)))
                .distinct()
                .sorted()
                .toList();
    }

    private static String folders(Vault vault) {
        var all = all(vault);
        return all.isEmpty() ? "" : " There are: " + Wording.listed(all, FOLDERS_SHOWN) + ".";
    }

    private Reply forget(String typed, Request request, Vault vault, AliasBook book) {
        var answer = Answer.to(request, "").of(desk.setup());
        var known = book.all().stream().filter(seen(request, vault)).toList();
        var named = known.stream().filter(row -> row.key().equals(NameKey.of(typed))).toList();
        if (named.isEmpty()) {
            int in = typed.toLowerCase(Locale.ROOT).lastIndexOf(" in ");
            while (named.isEmpty() && in > 0) {
                var name = NameKey.of(typed.substring(0, in));
                var folder = typed.substring(in + 4).strip().replaceFirst("^folder:", "");
                named = known.stream().filter(row -> row.key().equals(name) && row.folder().equalsIgnoreCase(folder)).toList();
                in = typed.toLowerCase(Locale.ROOT).lastIndexOf(" in ", in - 1);
            }
        }
        if (named.isEmpty()) {
            return answer.complain("I remember nothing about \"" + Answer.shown(typed) + "\". /aliases lists what I do.").reply();
        }
        var whole = named.stream().filter(one -> one.folder().isEmpty()).findFirst();
        if (named.size() > 1 && whole.isEmpty()) {
            named.stream().limit(FOLDERS_SHOWN).forEach(row -> answer.effect("In " + Answer.cut(row.folder(), 30), forgetting(row)));
            return answer.complain("Which one?").reply();
        }
        return forgotten(answer, whole.orElse(named.getFirst()), request, book);
    }

    private Reply forgotten(Answer answer, Alias row, Request request, AliasBook book) {
        book.forget(row.name(), row.folder());
        var after = desk.vault(request.at(), request.scope()).value();
        boolean asked = after.questions().stream().anyMatch(one -> one.key().equals(row.key()));
        answer.say("Forgotten: what \"" + row.name() + "\" means" + (row.folder().isEmpty() ? " in all notes." : " in " + row.folder() + ".")
                + (asked ? " It means several things again." : ""));
        answer.effect("Take it back", "/aliases " + NameAsk.typed(row.name()) + " = " + row.means() + (row.folder().isEmpty() ? "" : " in " + row.folder()));
        return answer.button("Names", "/aliases").reply();
    }

    private Reply later(String name, Request request, Vault vault, AliasBook book) {
        var answer = Answer.to(request, "").of(desk.setup());
        if (vault.questions().stream().noneMatch(one -> one.key().equals(NameKey.of(name)))) {
            return answer.complain("\"" + Answer.shown(name) + "\" is not open here. /aliases lists what is.").reply();
        }
        var until = request.at().plus(NameAsk.LATER);
        book.putOff(name, until);
        answer.say("I ask about \"" + Answer.shown(name) + "\" again after " + Wording.day(until.atZone(request.zone()).toLocalDate()) + ". Until then its claims are kept and not tested; /aliases "
                + NameAsk.typed(Answer.shown(name)) + " asks at once.");
        return next(answer, request, vault);
    }
}
