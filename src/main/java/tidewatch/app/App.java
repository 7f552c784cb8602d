package tidewatch.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tidewatch.brief.BriefSettings;
import tidewatch.brief.CoverageSection;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Conversation;
import tidewatch.chat.Gate;
import tidewatch.chat.NoteScope;
import tidewatch.command.Books;
import tidewatch.command.CaptureCommand;
import tidewatch.command.CommandList;
import tidewatch.command.DemoClock;
import tidewatch.command.Desk;
import tidewatch.command.NameBook;
import tidewatch.delivery.Admission;
import tidewatch.delivery.BriefPages;
import tidewatch.delivery.Chat;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.LeaseTimes;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.PriceReadiness;
import tidewatch.delivery.RestoredReminders;
import tidewatch.delivery.Timetable;
import tidewatch.delivery.WatchBook;
import tidewatch.delivery.WrittenNotes;
import tidewatch.market.EventArchive;
import tidewatch.market.EventBook;
import tidewatch.market.EventList;
import tidewatch.market.MarketSettings;
import tidewatch.market.PriceHistory;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.Aliases;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.NotePad;
import tidewatch.notes.Vault;
import tidewatch.notes.VaultSettings;
import tidewatch.notes.Vocabulary;
import tidewatch.notes.WritingSettings;
import tidewatch.problem.Found;
import tidewatch.market.PriceRefresh;
import tidewatch.provider.PriceSource;
import tidewatch.provider.ProviderList;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.market.CompanyNumbers;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.Releases;
import tidewatch.rotation.RotationSettings;
import tidewatch.store.RefreshTable;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.problem.Spelling;
import tidewatch.provider.EventAccount;
import tidewatch.provider.EventSettings;
import tidewatch.provider.FileEvents;
import tidewatch.provider.FilePrices;
import tidewatch.provider.PriceSettings;
import tidewatch.provider.SamplePrices;
import tidewatch.search.NoteSearch;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.store.Database;
import tidewatch.store.OutboxTable;
import tidewatch.store.StoreSettings;
import tidewatch.store.SubscriptionTable;
import tidewatch.store.WatchTable;
import tidewatch.store.WrittenTable;
import tidewatch.slack.SlackPlatform;
import tidewatch.telegram.TelegramPlatform;
import tidewatch.telegram.TelegramSettings;
import tidewatch.terminal.TerminalPlatform;

/**
 * Joins everything, top to bottom: settings, calendar, universe, prices, notes, desk, commands, conversation. Nothing is sent, and with an
 * {@code --as-of} nothing is written.
 */
final class App {
    private static final String SAMPLE_VAULT = "/tidewatch/sample/vault";

    private final LiveDesk desk;
    private final Conversation conversation;
    private final NameBook names;
    private final Supplier<Instant> clock;
    private final NoteSource vault;
    private final Path home;
    private final Settings settings;
    private final PriceReadiness readiness;
    private final Optional<Keeping> keeping;
    private final Relay events;
    private final Optional<Demo> demo;
    private final Optional<PriceFeed> feed;
    private final Optional<EventFeed> dates;
    private final Redaction redaction;
    private final NoteSearch search;

    private App(
            LiveDesk desk,
            Conversation conversation,
            NameBook names,
            Supplier<Instant> clock,
            NoteSource vault,
            Path home,
            Settings settings,
            PriceReadiness readiness,
            Optional<Keeping> keeping,
            Relay events,
            Optional<Demo> demo,
            Optional<PriceFeed> feed,
            Optional<EventFeed> dates,
            Redaction redaction,
            NoteSearch search) {
        this.search = search;
        this.desk = desk;
        this.conversation = conversation;
        this.names = names;
        this.clock = clock;
        this.vault = vault;
        this.home = home;
        this.settings = settings;
        this.readiness = readiness;
        this.keeping = keeping;
        this.events = events;
        this.demo = demo;
        this.feed = feed;
        this.dates = dates;
        this.redaction = redaction;
    }

    /**
     * The settings of a command line.
     *
     * @throws SettingsError with every fault
     */
    static Settings settings(Common common) {
        return settings(common, System.getenv());
    }

    private static Settings settings(Common common, Map<String, String> environment) {
        var settings = Settings.read(common.configFile(), environment, common.overrides(), HomeSettings.allKeys(), Spelling::near);
        var faults = new ArrayList<SettingsError.Fault>();
        exists(settings, VaultSettings.PATH, faults, "Name a folder of Markdown notes or one note");
        exists(settings, VaultSettings.ALIASES, faults, "Name a CSV file in the form of config/aliases.csv");
        exists(settings, VaultSettings.WORDS, faults, "Name a CSV file in the form of config/words.csv");
        exists(settings, MarketSettings.FOLDER, faults, "Name a folder that holds tables of your own");
        exists(settings, MarketSettings.CALENDAR, faults, "Name a file in the form of config/calendar.csv");
        exists(settings, MarketSettings.EVENTS, faults, "Name a file in the form of config/events.csv");
        for (var folder : settings.get(PriceSettings.DIRS)) {
            if (!Files.isDirectory(folder)) {
                faults.add(new SettingsError.Fault(
                        settings.where(PriceSettings.DIRS),
                        PriceSettings.DIRS.name() + ": there is no folder " + folder + ". Name folders of CSV files, divided by commas"));
            }
        }
        if (!faults.isEmpty()) {
            throw new SettingsError(faults);
        }
        return settings;
    }

    private static void exists(Settings settings, Key<Optional<Path>> key, List<SettingsError.Fault> faults, String next) {
        settings.get(key).filter(path -> !Files.exists(path)).ifPresent(path ->
                faults.add(new SettingsError.Fault(settings.where(key), key.name() + ": there is no " + path + ". " + next)));
    }

    /** Everything as the command line and the environment say. */
    static App start(Common common) {
        return start(common, System.getenv(), Instant::now);
    }

    /** The same with an environment and a clock of one's own. */
    static App start(Common common, Map<String, String> environment, Supplier<Instant> wallClock) {
        var settings = settings(common, environment);
        var asOf = common.moment();
        var problems = new ArrayList<Problem>();
        var market = MarketSettings.read(settings);
        var brief = BriefSettings.read(settings);
        var calendar = market.calendar().map(file -> take(TradingCalendar.read(file), problems)).orElseGet(TradingCalendar::shipped);
        var universe = market.folder().map(folder -> take(Universe.read(folder), problems)).orElseGet(Universe::shipped);
        var eventSettings = EventSettings.read(settings);
        var priceSettings = PriceSettings.read(settings);
        var dirs = priceSettings.dirs();
        boolean live = !priceSettings.providers().isEmpty();
        boolean sample = dirs.isEmpty() && !live;
        var home = HomeSettings.read(settings).home().orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".tidewatch"));

        Optional<Demo> demo = Optional.empty();
        PriceHistory prices;
        if (sample) {
            var invented = new SamplePrices();
            prices = invented;
            universe = universe.withMembers(invented.instruments());
            var clock = new Demo(home.resolve("sample").resolve("clock"), calendar, calendar.next(SamplePrices.LAST), wallClock);
            problems.addAll(clock.problems());
            demo = Optional.of(clock);
        } else {
            prices = FilePrices.of(dirs, universe::instrument);
        }
        var symbols = universe;
        Supplier<Instant> clock = clock(asOf, demo, calendar, brief, wallClock);
        var storeSettings = StoreSettings.read(settings);
        var redaction = Redaction.of(storeSettings.password().stream().toList());
        var store = new Keeping(storeSettings, sample ? home.resolve("sample") : home, clock::get);
        boolean asksEvents = !sample && !eventSettings.accounts().isEmpty();
        Supplier<Optional<EventArchive>> keptEvents = () -> asksEvents && store.exists() ? Optional.of(store.stored().events()) : Optional.empty();
        Supplier<List<ProviderState>> sourceStates =
                () -> asksEvents && store.exists() ? new RefreshTable(store.stored().database()).providers() : List.of();
        var vaultSettings = VaultSettings.read(settings);
        var events = events(sample, market, eventSettings, brief, keptEvents, sourceStates, problems);
        var writing = WritingSettings.read(settings);
        var options = options(vaultSettings, calendar, () -> events.list(clock.get()), brief, problems).withOurs(new OwnPages(writing, store)::wrote);
        var where = vaultSettings.path();
        var vault = new RememberedNames(notes(where, sample, options, () -> events.list(clock.get())), store);
        var wanted = new WantedSeries(symbols, () -> vault.read().value());
        Optional<EventFeed> dates = asksEvents
                ? Optional.of(new EventFeed(
                        store,
                        wanted,
                        calls -> eventSettings.sources(
                                new HttpCalls(HttpSettings.read(settings), redaction),
                                calls,
                                market.folder().map(folder -> take(Releases.read(folder), problems)).orElseGet(Releases::shipped),
                                market.folder().map(CompanyNumbers::read).orElseGet(CompanyNumbers::shipped))))
                : Optional.empty();
        Optional<PriceFeed> feed = Optional.empty();
        LongSupplier freshness = () -> dirs.stream().mapToLong(folder -> FolderPrint.of(folder, ".csv")).sum();
        if (live) {
            var http = new HttpCalls(HttpSettings.read(settings), redaction);
            var fetched = new PriceFeed(
                    store,
                    symbols,
                    calendar,
                    wanted,
                    new PriceRefresh.Rules(priceSettings.years(), priceSettings.keepAll()),
                    calls -> ProviderList.of(priceSettings, http, calls, calendar, symbols::instrument),
                    new SplittableRandom());
            feed = Optional.of(fetched);
            prices = fetched.history();
            freshness = fetched::revision;
        }
        var setup = new Desk.Setup(
                where.map(Path::toString).orElse(sample ? "the sample vault" : "none"),
                source(sample, priceSettings),
                problems,
                sample,
                sample && where.isEmpty(),
                Version.words());
        var desk = new LiveDesk(prices, freshness, universe, calendar, events, vault, options, brief, RotationSettings.read(settings), NoteScope.of(vaultSettings.hidden()), setup, feed);
        var names = new NameBook(scope -> desk.at(clock.get(), scope).value());
        var readiness = new PriceReadiness(calendar, priceSettings.ready());
        var told = new Relay();
        var senders = senders(settings);
        Books.Shelf shelf = asOf.isEmpty()
                ? new KeptBooks(store, stored -> books(stored, readiness, brief, desk, senders, told))
                : Books.Shelf.none("With --as-of nothing is kept, so there is nothing to subscribe to or to list; leave it out");
        Optional<Keeping> keeping = asOf.isPresent() ? Optional.empty() : Optional.of(store);
        Optional<DemoClock> steps = asOf.isPresent() ? Optional.empty() : demo.map(one -> keeping.<DemoClock>map(kept -> forgetting(one, kept)).orElse(one));
        Function<ChatId, ZoneId> zones = chat -> keeping.flatMap(Keeping::opened)
                .flatMap(stored -> stored.subscriptions().chat(chat))
                .map(Chat::zone)
                .orElse(brief.zone());
        var search = asOf.isPresent() ? NoteSearch.byText(System::nanoTime) : NoteSearch.in(store.home().resolve("search"), System::nanoTime);
        var conversation = new Conversation(CommandList.of(desk, steps, shelf, search, asOf.isPresent() ? Optional.empty() : pad(vaultSettings, writing)), names, clock, zones, App::broken);
        return new App(desk, conversation, names, clock, vault, home, settings, readiness, keeping, told, demo, feed, dates, redaction, search);
    }

    /** Takes the reminders of a restored database that were due as told; says how many. */
    int restored(Database database, Instant now) {
        var subscriptions = new SubscriptionTable(database);
        var mornings = new Mornings(subscriptions, BriefSettings.read(settings).time());
        return new RestoredReminders(new WatchTable(database), subscriptions, mornings, new OutboxTable(database)).mark(now);
    }

    private static Books books(
            Stored stored, PriceReadiness readiness, BriefSettings brief, LiveDesk desk, Function<ChatId, String> senders, Relay told) {
        var chats = Keeping.chats(stored, readiness, senders, brief.zone(), told);
        var mornings = new Mornings(stored.subscriptions(), brief.time());
        return new Books(
                chats,
                stored.outbox(),
                stored.ticks(),
                new PastBriefs(stored),
                new WatchBook(stored.watches(), chats::chat, mornings, desk::almanac),
                new Admission(stored.access(), stored.subscriptions(), chats, told),
                stored.aliases(),
                stored.ledger());
    }

    /** While this is open, the clock of the sample goes on by itself; any other does anyway. */
    Running running() {
        demo.ifPresent(Demo::start);
        return () -> demo.ifPresent(Demo::stop);
    }

    /** Ends without an exception. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** The account of ours that writes to a chat of which nothing is known yet. */
    private static Function<ChatId, String> senders(Settings settings) {
        var telegram = TelegramSettings.read(settings).sender();
        return chat -> switch (chat.platform()) {
            case TelegramPlatform.NAME -> telegram.orElse(TelegramPlatform.NAME);
            case SlackPlatform.NAME -> SlackPlatform.sender(chat);
            default -> chat.platform().equals(ChatId.TERMINAL.platform()) ? TerminalPlatform.SENDER : chat.platform();
        };
    }

    /** The sample begins anew: what its chat was sent belongs to days that are to come again. */
    private static DemoClock forgetting(DemoClock clock, Keeping keeping) {
        return to -> {
            var stepped = clock.step(to);
            if (to.strip().equalsIgnoreCase("reset") && keeping.exists()) {
                keeping.stored().subscriptions().forget(ChatId.TERMINAL);
            }
            return stepped;
        };
    }

    private static Supplier<Instant> clock(
            Optional<AsOf> asOf, Optional<Demo> demo, TradingCalendar calendar, BriefSettings brief, Supplier<Instant> wallClock) {
        if (asOf.isPresent()) {
            var moment = asOf.get().moment(calendar, brief.time(), brief.zone());
            return () -> moment;
        }
        return demo.<Supplier<Instant>>map(steps -> steps::now).orElse(wallClock);
    }

    /** The notes as named; else the sample's, which go with the sample market only: invented notes say nothing about real prices. */
    private static NoteSource notes(Optional<Path> where, boolean sample, NoteOptions options, Supplier<EventList> events) {
        if (where.isEmpty() && !sample) {
            var sentence = "No vault is named, so there are no notes to weigh; name one with --vault or the key vault.path";
            var none = Vault.of(Map.of(), options).and(List.of(Problem.of(Reason.NO_DATA, sentence)));
            return () -> none;
        }
        return new VaultFolder(where.orElseGet(App::sampleVault), options, where.isPresent(), events, Instant::now);
    }

    /** The dated events: of the sample its own, else what ships, the user's files and what sources said. */
    private static EventBook events(
            boolean sample,
            MarketSettings market,
            EventSettings settings,
            BriefSettings brief,
            Supplier<Optional<EventArchive>> archive,
            Supplier<List<ProviderState>> states,
            List<Problem> problems) {
        if (sample) {
            return EventBook.of(take(EventList.parse("sample-events.csv", resource("/tidewatch/provider/sample-events.csv")), problems));
        }
        var listed = market.events().map(file -> take(EventList.read(file), problems)).orElseGet(() -> new EventList(List.of()));
        return new EventBook(
                EventList.shipped(),
                new FileEvents(settings.files(), brief.zone()).beside(listed),
                settings.accounts().stream().map(EventAccount::account).toList(),
                archive,
                states);
    }

    private static NoteOptions options(
            VaultSettings settings, TradingCalendar calendar, Supplier<EventList> events, BriefSettings brief, List<Problem> problems) {
        var options = NoteOptions.of(new NoteCalendars(calendar, events)).with(brief.zone()).withMaxBytes(settings.noteMaxBytes()).withStaleDays(settings.staleDays());
        var named = settings.aliases().map(file -> options.with(take(aliases(file), problems))).orElse(options);
        return settings.words().map(file -> named.with(take(words(file), problems))).orElse(named);
    }

    private static Found<Vocabulary> words(Path file) {
        try {
            return Vocabulary.bundled().with(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            return new Found<>(Vocabulary.bundled(), List.of(new Problem(Reason.UNREADABLE, "Your words cannot be read", file.toString())));
        }
    }

    private static Found<Aliases> aliases(Path file) {
        try {
            return Aliases.read(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            return new Found<>(Aliases.none(), List.of(new Problem(Reason.UNREADABLE, "Your names cannot be read", file.toString())));
        }
    }

    private static String source(boolean sample, PriceSettings settings) {
        if (sample) {
            return "the sample market";
        }
        return settings.providers().isEmpty()
                ? "CSV files in " + String.join(", ", settings.dirs().stream().map(Path::toString).toList())
                : "the archive, filled from " + String.join(", then ", settings.providers().stream().map(PriceSource::id).toList());
    }

    private static <T> T take(Found<T> found, List<Problem> problems) {
        problems.addAll(found.problems());
        return found.value();
    }

    private static void broken(String reference, RuntimeException fault) {
        System.err.println("Reference " + reference + ":");
        fault.printStackTrace();
    }

    /** The sample notes: a folder of the class path, or inside the jar. */
    private static Path sampleVault() {
        URL place = Objects.requireNonNull(App.class.getResource(SAMPLE_VAULT), "The program was packed without its sample vault");
        try {
            var uri = place.toURI();
            if (!uri.getScheme().equals("jar")) {
                return Path.of(uri);
            }
            var jar = URI.create(uri.toString().replaceFirst("!.*$", ""));
            return FileSystems.newFileSystem(Path.of(URI.create(jar.toString().replaceFirst("^jar:", "")))).getPath(SAMPLE_VAULT);
        } catch (URISyntaxException | IOException broken) {
            throw new IllegalStateException("The sample vault cannot be opened", broken);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(App.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What is kept; absent with {@code --as-of}, which writes nothing. */
    Optional<Keeping> keeping() {
        return keeping;
    }

    Settings settings() {
        return settings;
    }

    /** Cuts every secret that is known from what is shown or logged. */
    Redaction redaction() {
        return redaction;
    }

    /** What asks for dated events; absent where no source is configured. */
    Optional<EventFeed> dates() {
        return dates;
    }

    /** What fetches prices; absent where they are read from files or are the sample's. */
    Optional<PriceFeed> feed() {
        return feed;
    }

    /** When the prices of a session are complete. */
    PriceReadiness readiness() {
        return readiness;
    }

    /** Where delivery tells what it did; listeners are added. */
    Relay events() {
        return events;
    }

    /** Whether the market, and with it the clock, is the sample's. */
    boolean sample() {
        return desk.setup().sample();
    }

    /**
     * A node of the service on what is kept.
     *
     * @param alone no other node shares the store
     */
    Service service(Keeping kept, List<Service.Account> accounts, Timetable timetable, String node, boolean alone) {
        var stored = kept.stored();
        var brief = BriefSettings.read(settings);
        return new Service(
                new Service.Setup(
                        stored,
                        accounts,
                        readiness,
                        desk,
                        brief.time(),
                        desk::almanac,
                        conversation,
                        Keeping.chats(stored, readiness, senders(settings), brief.zone(), events),
                        feed,
                        dates,
                        new Gate(stored.access()),
                        timetable,
                        LeaseTimes.STANDARD,
                        node,
                        System::nanoTime,
                        new SplittableRandom(),
                        new Arming(new SecureRandom()),
                        alone,
                        pages(stored, node)),
                events);
    }

    /** What adds lines to notes; absent where that is turned off or the notes lie in no folder. */
    private static Optional<CaptureCommand.Pad> pad(VaultSettings where, WritingSettings writing) {
        return where.path()
                .filter(_ -> writing.capture())
                .map(root -> new NotePad(root, where.noteMaxBytes(), writing.heading()))
                .filter(NotePad::open)
                .map(pad -> new CaptureCommand.Pad(pad, NoteScope.of(where.hidden())));
    }

    /** What writes briefs into the notes; absent unless the settings say so and the notes lie in a folder. */
    private Optional<Function<BriefPages.Listener, BriefPages>> pages(Stored stored, String node) {
        var writing = WritingSettings.read(settings);
        var where = VaultSettings.read(settings);
        var forms = EnumSet.noneOf(WrittenNotes.Form.class);
        if (writing.briefs().pages()) {
            forms.add(WrittenNotes.Form.PAGE);
        }
        if (writing.briefs().sections()) {
            forms.add(WrittenNotes.Form.SECTION);
        }
        var pad = where.path().map(root -> new NotePad(root, where.noteMaxBytes(), writing.heading())).filter(NotePad::open);
        if (forms.isEmpty() || pad.isEmpty()) {
            return Optional.empty();
        }
        var hidden = NoteScope.of(where.hidden());
        var setup = new BriefPages.Setup(
                forms, writing.folder(), pad.get(), () -> vault.read().value(), note -> !note.generated() && (note.isPrivate() || hidden.sees(note.path())));
        return Optional.of(told -> new BriefPages(setup, new WrittenTable(stored.database()), stored.briefs(), stored.leases(), node, told, events));
    }

    /** The numbers of a running service. */
    Metrics metrics(Stored stored) {
        return new Metrics(
                clock::get,
                new Metrics.Readings(
                        stored.outbox()::depth,
                        stored.outbox()::oldestWaiting,
                        () -> newest().map(session -> Map.of("prices", session.atStartOfDay(TradingCalendar.ZONE).toInstant())).orElse(Map.of()),
                        () -> vault.read().value().notes().size()));
    }

    /** What is looked at to say whether a running service does its work. */
    Health health(Service service, Stored stored, String node) {
        return new Health(List.of(
                Health.database(InstantSource.system(), stored.outbox()::now),
                Health.senders(() -> List.copyOf(service.senders().keySet()), stored.leases(), node),
                Health.links(() -> {
                    var links = new TreeMap<>(service.links());
                    // The screen hears by itself.
                    links.remove(TerminalPlatform.SENDER);
                    return links;
                }),
                Health.prices(this::newest, () -> readiness.asOf(clock.get())),
                Health.outbox(clock::get, stored.outbox()::oldestWaiting),
                Health.ticks(InstantSource.system(), service.ticks(), Instant.now(), stored.ticks()::lastSuccess)));
    }

    /** The newest session with prices. */
    private Optional<LocalDate> newest() {
        return desk.at(clock.get(), NoteScope.EVERYTHING)
                .value()
                .map(in -> CoverageSection.facts(in.panel()))
                .filter(facts -> facts.have() > 0)
                .map(CoverageSection.Facts::session);
    }

    /** Finds notes by their words. */
    NoteSearch search() {
        return search;
    }

    /** Keeps the search index up with the notes as long as the program runs; without it text is looked through. */
    NoteIndexing indexing() {
        return new NoteIndexing(search, () -> vault.read().value(), Instant::now, fault -> broken("search index", fault));
    }

    LiveDesk desk() {
        return desk;
    }

    Conversation conversation() {
        return conversation;
    }

    NameBook names() {
        return names;
    }

    Path home() {
        return home;
    }

    /** The moment for which everything is answered. */
    Instant moment() {
        return clock.get();
    }

    /** The notes that may be known at that moment. */
    Found<Vault> vault() {
        return vault.read();
    }

    /**
     * While this is open, changes of notes are looked for in the background.
     *
     * @param changed is run each time that notes changed
     */
    NoteSource.Watching watching(Runnable changed) {
        return vault.watch(_ -> changed.run(), fault -> events().on(new DeliveryEvent.Fault("notes", fault)));
    }

    /** Today, in the reader's zone. */
    LocalDate today() {
        return moment().atZone(desk.zone()).toLocalDate();
    }

    /** Says on the error stream what was found while reading; the first lines, then how many more. */
    void warn() {
        var lines = desk.problems(moment()).stream().map(Problem::line).toList();
        lines.stream().limit(20).forEach(System.err::println);
        if (lines.size() > 20) {
            System.err.println((lines.size() - 20) + " more; /status lists them");
        }
    }
}
