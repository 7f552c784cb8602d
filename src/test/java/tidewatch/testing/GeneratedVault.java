package tidewatch.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A vault as people have it, out of a seed: the same seed gives the same notes, character for character, and each note can be made alone.
 * Sizes follow what was counted in public vaults (half of the notes below 2.5 KB, one in a hundred above 38 KB, none above 195 KB), and so
 * does the mixture: for 3,800 notes 25 MB, some 150,000 wikilinks and 15,000 tables, most of the tables of a metric and its value, front matter
 * in two of three notes, daily notes, tasks, callouts, code, comments, Chinese notes, a few files with CRLF. Besides prose and related notes
 * it says some 26,000 things that can be checked, most of them in daily notes, theses and notes of rotations; a dense vault says three times
 * as many, more than any public vault that was counted.
 */
public final class GeneratedVault {
    /** Notes of the vault that figures of speed are about. */
    public static final int NOTES = 3_800;

    /** Size in bytes below which this share of the notes lies; between two of them sizes grow evenly in their logarithm. */
    private static final double[][] SIZES = {
        {0, 150}, {.10, 600}, {.25, 1_300}, {.50, 2_950}, {.75, 8_300}, {.90, 18_500}, {.95, 25_000}, {.99, 38_000}, {1, 190_000}
    };

    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 2);

    private static final String[] COMPANIES = {
        "NVIDIA", "Apple", "Microsoft", "Amazon", "Alphabet", "Meta", "Tesla", "Broadcom", "Oracle", "Cloudflare", "Micron", "ASML", "TSMC",
        "Lockheed Martin", "Northrop Grumman", "General Dynamics", "RTX", "Caterpillar", "Deere", "Eaton", "Vertiv", "GE Vernova", "Exxon Mobil",
        "Chevron", "JPMorgan", "Goldman Sachs", "Walmart", "Costco", "Eli Lilly", "Merck", "Pfizer", "Nucor", "Freeport", "Cameco", "Equinix",
        "Netflix", "Adobe", "Salesforce", "Palantir", "Intel", "AMD", "Arista", "Dell", "Boeing", "Ford"
    };
    private static final String[] TICKERS = {"NVDA", "AAPL", "MSFT", "AMZN", "GOOGL", "META", "AVGO", "LMT", "NOC", "CAT", "XOM", "JPM", "LLY", "GEV"};
    private static final String[] SECTORS = {
        "Utilities", "Financials", "Industrials", "Healthcare", "Energy", "Materials", "Defense", "Small caps", "Semiconductors", "Regional banks",
        "Homebuilders", "Gold miners", "Value", "High-multiple tech"
    };
    private static final String[] SUBJECTS = {
        "power demand", "capacity", "the order book", "margin", "pricing", "the backlog", "freight", "the balance sheet", "guidance", "churn", "capital spending",
        "working capital", "the supply chain", "the labour contract", "inventory", "regulation", "the refinancing wall", "shelf space", "the product cycle"
    };
    private static final String[] VERBS = {
        "holds up better than expected", "is worth another look", "turned earlier than the models say", "depends on one customer", "matters less each year",
        "will decide the next two quarters", "was the reason to sell", "looks like a copy of the last cycle", "is not in the price", "has been asked for on every call",
        "stays the weak spot of the story", "got easier after the merger", "needs a source before I believe it", "is what the short sellers talk about"
    };
    private static final String[] TAILS = {
        "and nobody on the call pushed back", "which fits what suppliers told me", "though the sample is small", "so I keep the position as it is",
        "but the filing says something else", "and that is the whole argument", "if rates stay where they are", "as long as the utility gets its permits",
        "because the alternative is worse", "unless the tariff comes back", "and the footnotes agree", "while the peers do the opposite"
    };
    private static final String[] OPENERS = {
        "My reading:", "To be checked:", "In short,", "From the transcript:", "Looking back,", "A friend in the trade says that", "The annual report claims that",
        "Compared with last year", "Between the lines,", "On the other side,", "For the record:", "The simple version is that", ""
    };
    private static final String[] PLAIN_HEADINGS = {
        "Summary", "Business", "What I think", "Numbers", "Competition", "Related", "Sources", "Valuation", "History", "Management", "Notes from the call", "Log", "Products",
        "Customers", "Suppliers", "Contracts"
    };
    private static final String[] HEADINGS = {
        "Summary", "Business", "What I think", "Numbers", "Background", "Competition", "Open questions", "What to watch", "Drivers", "Key moves", "Related", "Sources",
        "Valuation", "Risks", "What would change my mind", "History", "Management", "Notes from the call", "Sectors at risk", "Winners", "Losers", "Timeline",
        "Implications for theses", "How long does it last?", "Log", "Products", "Customers", "Why now"
    };
    private static final String[] METRICS = {
        "Revenue", "Gross margin", "Operating margin", "Free cash flow", "Net debt", "Employees", "Market share", "Capex", "Dividend yield", "P/E", "EV/EBITDA", "Backlog",
        "Installed base", "R&D ratio", "Tax rate", "Shares outstanding", "Guidance", "Book value"
    };
    private static final String[] HAN = {
        "半导体", "资金流向", "估值偏高", "订单增加", "财报", "涨幅", "跌幅", "银行板块", "新能源", "政策", "利率", "产能", "出口", "需求放缓", "机构持仓", "成交量", "北向资金", "回购", "毛利率", "库存"
    };
    private static final String[] MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

    /** What kind of note it is. */
    private enum Kind {
        COMPANY,
        CONCEPT,
        THESIS,
        DAILY,
        ROTATION,
        CHINESE,
        STUB
    }

    private record Title(Kind kind, String name, String path) {}

    private final long seed;
    private final boolean dense;
    private final List<Title> titles;

    private GeneratedVault(long seed, int notes, boolean dense) {
        this.seed = seed;
        this.dense = dense;
        this.titles = titles(new SplittableRandom(seed), notes);
    }

    /** The vault of 3,800 notes and 25 MB. */
    public static GeneratedVault of(long seed) {
        return of(seed, NOTES);
    }

    public static GeneratedVault of(long seed, int notes) {
        return new GeneratedVault(seed, notes, false);
    }

    /** The same with moves, dates and things to watch in every kind of note. */
    public static GeneratedVault dense(long seed) {
        return new GeneratedVault(seed, NOTES, true);
    }

    public int notes() {
        return titles.size();
    }

    /** Vault-relative path of a note. */
    public String path(int note) {
        return titles.get(note).path;
    }

    /** Text of a note; with {@code edit} above 0 the same note after that many small edits. */
    public String text(int note, int edit) {
        var random = new SplittableRandom(seed * 1_000_003 + note);
        var text = new Writing(random, titles.get(note), size(note, random)).text();
        return edit == 0 ? text : text + "\n- edited " + edit + ": [[" + titles.get(edit % titles.size()).name + "]] +" + (1 + edit % 9) + "%\n";
    }

    public String text(int note) {
        return text(note, 0);
    }

    /** All texts by their paths. */
    public SortedMap<String, String> texts() {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < titles.size(); i++) {
            all.put(path(i), text(i));
        }
        return Collections.unmodifiableSortedMap(all);
    }

    /** Writes the notes below a folder and returns how many bytes they have. */
    public long write(Path folder) throws IOException {
        long bytes = 0;
        for (int i = 0; i < titles.size(); i++) {
            var file = folder.resolve(path(i));
            Files.createDirectories(file.getParent());
            var content = text(i).getBytes(StandardCharsets.UTF_8);
            Files.write(file, content);
            bytes += content.length;
        }
        return bytes;
    }

    /** Each note has a rank of its own among the sizes, so that every seed has the same total but for the last block of a note. */
    private int size(int note, SplittableRandom random) {
        int n = titles.size();
        long step = 1_000_003 % n == 0 ? 1 : 1_000_003 % n;
        double share = ((note * step + Math.floorMod(seed, n)) % n + random.nextDouble()) / n;
        if (titles.get(note).kind == Kind.STUB) {
            share *= .2;
        }
        int k = 1;
        while (SIZES[k][0] < share) {
            k++;
        }
        double part = (share - SIZES[k - 1][0]) / (SIZES[k][0] - SIZES[k - 1][0]);
        return (int) (SIZES[k - 1][1] * Math.pow(SIZES[k][1] / SIZES[k - 1][1], part));
    }

    private List<Title> titles(SplittableRandom random, int notes) {
        var headings = dense ? HEADINGS : PLAIN_HEADINGS;
        var all = new ArrayList<Title>();
        var taken = new HashSet<String>();
        int days = 0;
        while (all.size() < notes) {
            int dice = random.nextInt(100);
            var company = pick(random, COMPANIES);
            var concept = capital(pick(random, SUBJECTS).replace("the ", "")) + " of " + (random.nextBoolean() ? company : pick(random, SECTORS).toLowerCase(Locale.ROOT));
            var title = dice < 22
                    ? new Title(Kind.COMPANY, random.nextInt(3) == 0 ? company : company + " " + pick(random, headings).toLowerCase(Locale.ROOT), "Stocks/")
                    : dice < 48
                            ? new Title(Kind.CONCEPT, concept, dice < 40 ? "Concepts/" : "")
                            : dice < 56
                                    ? new Title(Kind.THESIS, (dice < 53 ? "Long " : "Short ") + (random.nextBoolean() ? company : pick(random, SECTORS).toLowerCase(Locale.ROOT)), "Theses/")
                                    : dice < 76
                                            ? new Title(Kind.DAILY, FIRST_DAY.plusDays(days++).toString(), "Daily/")
                                            : dice < 84
                                                    ? new Title(Kind.ROTATION, "Rotation " + pick(random, MONTHS) + " " + (2022 + random.nextInt(5)), "Markets/Rotation/")
                                                    : dice < 88
                                                            ? new Title(Kind.CHINESE, pick(random, HAN) + pick(random, HAN), "研究/")
                                                            : new Title(Kind.STUB, concept + " " + pick(random, METRICS).replace("/", " "), "Inbox/");
            var name = title.name;
            for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = title.name + " " + n;
            }
            all.add(new Title(title.kind, name, title.path + name + ".md"));
        }
        return List.copyOf(all);
    }

    private static String pick(SplittableRandom random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** One note being written. */
    private final class Writing {
        private final SplittableRandom random;
        private final Title title;
        private final int size;
        private final StringBuilder out = new StringBuilder();
        private final LocalDate day;
        /** Whether it is a note of the market: the others are about businesses. */
        private final boolean market;

        Writing(SplittableRandom random, Title title, int size) {
            this.random = random;
            this.title = title;
            this.size = size;
            this.day = title.kind == Kind.DAILY && title.name.length() == 10 ? LocalDate.parse(title.name) : FIRST_DAY.plusDays(random.nextInt(1_200));
            this.market = dense || title.kind == Kind.THESIS || title.kind == Kind.ROTATION || (title.kind == Kind.DAILY && chance(25));
        }

        String text() {
            if (chance(title.kind == Kind.STUB ? 20 : 72)) {
                frontMatter();
            }
            if (title.kind != Kind.DAILY && chance(70)) {
                out.append("# ").append(title.name).append("\n\n");
            }
            while (bytes() < size) {
                if (title.kind == Kind.CHINESE) {
                    chinese();
                } else {
                    section();
                }
            }
            if (chance(25)) {
                out.append("\n---\n\n*Created ").append(day).append("*\n");
            }
            return chance(3) ? out.toString().replace("\n", "\r\n") : out.toString();
        }

        /** Near enough: a Chinese character has three bytes. */
        private int bytes() {
            return title.kind == Kind.CHINESE ? out.length() * 2 : out.length();
        }

        private boolean chance(int inHundred) {
            return random.nextInt(100) < inHundred;
        }

        private String any(String[] words) {
            return pick(random, words);
        }

        private String day(int within) {
            return day.plusDays(random.nextInt(within)).toString();
        }

        private String link() {
            var to = titles.get((int) (titles.size() * Math.pow(random.nextDouble(), 2)));
            return switch (random.nextInt(12)) {
                case 0 -> "[[" + to.name + "|" + any(SUBJECTS) + "]]";
                case 1 -> "[[" + to.name + "#" + any(HEADINGS) + "]]";
                case 2 -> "[[" + any(COMPANIES) + " " + any(METRICS).toLowerCase(Locale.ROOT) + "]]";
                case 3 -> "[[" + to.path.substring(0, to.path.length() - 3) + "|" + to.name + "]]";
                default -> "[[" + to.name + "]]";
            };
        }

        /** In a table the bar of a link is escaped by some and not by others. */
        private String cellLink() {
            var link = link();
            return chance(80) ? link.replace("|", "\\|") : link;
        }

        private String percent() {
            return (chance(50) ? "+" : chance(70) ? "-" : "−") + random.nextInt(1, 20) + (chance(40) ? "." + random.nextInt(10) : "") + "%";
        }

        private String figure() {
            return switch (random.nextInt(6)) {
                case 0 -> "$" + random.nextInt(1, 900) + "." + random.nextInt(10) + "B";
                case 1 -> random.nextInt(1, 99) + "." + random.nextInt(10) + "%";
                case 2 -> random.nextInt(5, 60) + "x";
                case 3 -> "~" + random.nextInt(1, 99) + ",000";
                case 4 -> String.valueOf(2015 + random.nextInt(14));
                default -> percent();
            };
        }

        private void frontMatter() {
            out.append("---\n");
            if (chance(60)) {
                out.append("tags: [").append(title.kind.name().toLowerCase(Locale.ROOT)).append(", markets]\n");
            }
            if (title.kind == Kind.COMPANY && chance(60)) {
                out.append("aliases:\n  - ").append(title.name).append(" Inc\n").append("ticker: ").append(any(TICKERS)).append('\n');
            } else if (chance(30)) {
                out.append("aliases: [").append(title.name).append(" note]\n");
            }
            out.append(chance(50) ? "date: " : "created: ").append(day).append('\n');
            if (title.kind == Kind.THESIS) {
                out.append("status: open\nentry: ").append(random.nextInt(20, 400)).append('\n');
            }
            out.append("---\n");
        }

        private String heading() {
            return any(market && chance(dense ? 100 : 40) ? HEADINGS : PLAIN_HEADINGS);
        }

        private void section() {
            int level = chance(70) ? 2 : 3;
            out.append("\n").append("#".repeat(level)).append(' ').append(heading());
            if (chance(12)) {
                out.append(" (").append(any(MONTHS)).append(' ').append(random.nextInt(1, 29)).append(", 2025)");
            }
            out.append("\n\n");
            int blocks = random.nextInt(1, 5);
            for (int i = 0; i < blocks && bytes() < size; i++) {
                block();
            }
        }

        private void block() {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4 -> paragraph(random.nextInt(2, 6));
                case 5, 6, 7, 8, 9, 10 -> list();
                case 11, 12 -> table();
                case 13 -> {
                    if (market) {
                        movers();
                    } else {
                        table();
                    }
                }
                case 14 -> tasks();
                case 15 -> callout();
                case 16 -> leads();
                case 17 -> {
                    if (title.kind == Kind.ROTATION || title.kind == Kind.THESIS) {
                        views();
                    } else {
                        paragraph(2);
                    }
                }
                case 18 -> rare();
                default -> table();
            }
        }

        private String sentence() {
            var s = new StringBuilder();
            var opener = any(OPENERS);
            s.append(opener).append(opener.isEmpty() ? "" : " ");
            switch (random.nextInt(11)) {
                case 0, 1, 2, 3 -> s.append(link()).append(": ").append(any(SUBJECTS)).append(' ').append(any(VERBS));
                case 4, 5 -> s.append(any(SUBJECTS)).append(" at ").append(link()).append(' ').append(any(VERBS)).append(", ").append(any(TAILS));
                case 6 -> s.append(any(COMPANIES)).append(!market ? " said that sales grew " : chance(50) ? " fell " : " is up ").append(random.nextInt(1, 15)).append("% since ").append(any(MONTHS));
                case 7 -> s.append(any(SUBJECTS)).append(" went from ").append(figure()).append(" to ").append(figure()).append(", ").append(any(TAILS));
                case 8 -> s.append("**").append(any(SUBJECTS)).append("** ").append(any(VERBS)).append(" since ").append(day(400)).append(' ').append(any(TAILS));
                case 9 -> s.append(any(SUBJECTS)).append(' ').append(any(VERBS)).append(" in Q").append(random.nextInt(1, 5)).append(' ').append(2024 + random.nextInt(3));
                default -> s.append(any(SUBJECTS)).append(' ').append(any(VERBS)).append(' ').append(any(TAILS));
            }
            return capital(s.append('.').toString());
        }

        private void paragraph(int sentences) {
            for (int i = 0; i < sentences; i++) {
                out.append(sentence()).append(i + 1 == sentences ? "" : chance(20) ? "\n" : " ");
            }
            out.append(chance(6) ? " #markets/" + any(TICKERS) : "").append("\n\n");
        }

        private void list() {
            int items = random.nextInt(2, 9);
            for (int i = 0; i < items; i++) {
                out.append(chance(20) ? "  " : "").append(chance(85) ? "- " : (i + 1) + ". ");
                switch (random.nextInt(6)) {
                    case 0 -> out.append(link());
                    case 1 -> out.append(link()).append(" — ").append(any(SUBJECTS)).append(' ').append(any(VERBS));
                    case 2 -> out.append("**").append(any(METRICS)).append(":** ").append(figure()).append(", ").append(any(TAILS));
                    case 3 -> out.append(any(COMPANIES)).append(market ? " " : ": share of sales ").append(market ? percent() : figure()).append(' ').append(any(TAILS));
                    default -> out.append(sentence());
                }
                out.append('\n');
            }
            out.append('\n');
        }

        private void table() {
            int width = random.nextInt(2, 6);
            boolean names = chance(40);
            out.append(names ? "| Company |" : "| Metric |");
            for (int c = 1; c < width; c++) {
                out.append(' ').append(c == 1 && !names ? "Value" : chance(40) ? String.valueOf(2020 + c) : chance(50) ? "Note" : any(METRICS)).append(" |");
            }
            out.append('\n').append("|---".repeat(width)).append("|\n");
            int rows = random.nextInt(3, 11);
            for (int r = 0; r < rows; r++) {
                out.append("| ").append(names ? chance(60) ? cellLink() : any(COMPANIES) : any(METRICS)).append(" |");
                for (int c = 1; c < width; c++) {
                    out.append(' ').append(chance(60) ? figure() : chance(15) ? cellLink() : any(SUBJECTS) + (chance(30) ? " " + any(TAILS) : "")).append(" |");
                }
                out.append('\n');
            }
            out.append('\n');
        }

        private void movers() {
            out.append("| Stock | Move | Note |\n|-------|------|------|\n");
            int rows = random.nextInt(2, 9);
            for (int r = 0; r < rows; r++) {
                out.append("| ").append(chance(50) ? cellLink() : chance(30) ? any(SECTORS) : any(COMPANIES)).append(" | ");
                out.append(switch (random.nextInt(8)) {
                    case 0 -> "-" + random.nextInt(3, 9) + " days consecutive";
                    case 1 -> percent() + " vs S&P 500";
                    case 2 -> "1D: " + percent() + " / YTD " + percent();
                    case 3 -> "flat";
                    case 4 -> "—";
                    default -> percent();
                });
                out.append(" | ").append(any(SUBJECTS)).append(chance(30) ? " " + any(TAILS) : "").append(" |\n");
            }
            out.append('\n');
        }

        private void tasks() {
            int items = random.nextInt(1, 5);
            for (int i = 0; i < items; i++) {
                out.append(chance(60) ? "- [ ] " : "- [x] ").append("read the filing of ").append(link());
                out.append(chance(dense ? 40 : 10) ? " 📅 " + day(600) : chance(30) ? " before " + any(MONTHS) + " " + random.nextInt(1, 29) : "").append('\n');
            }
            out.append('\n');
        }

        private void callout() {
            out.append("> [!").append(chance(50) ? "note" : "warning").append("] ").append(heading()).append('\n');
            out.append("> ").append(sentence()).append("\n> ").append(sentence()).append("\n\n");
        }

        private void leads() {
            if (market && chance(50)) {
                out.append("Watch: Q").append(random.nextInt(1, 5)).append(" earnings (late ").append(any(MONTHS)).append(") for ").append(any(SUBJECTS)).append(".\n\n");
            } else {
                out.append("**").append(heading()).append(":** ").append(sentence()).append("\n\n");
            }
        }

        private void views() {
            out.append("### Sectors at risk\n\n| Sector | Risk |\n|---|---|\n");
            for (int r = random.nextInt(2, 5); r > 0; r--) {
                out.append("| **").append(any(SECTORS)).append("** | ").append(any(SUBJECTS)).append(" |\n");
            }
            out.append("\n### Implications for theses\n\n| Thesis | Impact |\n|---|---|\n");
            for (int r = random.nextInt(1, 4); r > 0; r--) {
                out.append("| [[Long ").append(any(COMPANIES)).append("]] | ").append(chance(50) ? "Confirms" : "Near-term pressure, structural case intact").append(" |\n");
            }
            out.append("\n| Scenario | Duration |\n|---|---|\n| Short-term | 2-").append(random.nextInt(3, 9)).append(" weeks |\n\n");
        }

        private void rare() {
            switch (random.nextInt(8)) {
                case 0 -> out.append("```python\nfor name in book:\n    print(name[\"").append(any(TICKERS)).append("\"], \"[[no link]]\")\n```\n\n");
                case 1 -> out.append("%% ").append(sentence()).append(" %%\n\n");
                case 2 -> out.append("![[chart ").append(random.nextInt(900)).append(".png]]\n\n");
                case 3 -> out.append("![[").append(titles.get(random.nextInt(titles.size())).name).append("]]\n\n");
                case 4 -> out.append("See [the release](https://example.org/ir/").append(random.nextInt(9_999)).append(") and [").append(any(METRICS)).append("](Stocks/")
                        .append(any(COMPANIES).replace(" ", "%20")).append(".md).\n\n");
                case 5 -> out.append("~~").append(sentence()).append("~~\n\n");
                case 6 -> out.append("> ").append(sentence()).append("\n\n---\n\n");
                default -> out.append("status:: ").append(any(VERBS)).append("\nRange `").append(figure()).append("` to *").append(figure()).append("* ^ref-").append(random.nextInt(99)).append("\n\n");
            }
        }

        private void chinese() {
            out.append("\n## ").append(any(HAN)).append("\n\n");
            for (int i = random.nextInt(2, 7); i > 0; i--) {
                out.append(any(HAN)).append('，').append(any(HAN)).append(chance(40) ? link() : any(HAN)).append(chance(40) ? percent() : "").append("。");
            }
            out.append("\n\n");
            if (chance(50)) {
                out.append("| 股票 | 涨跌幅 | 备注 |\n|---|---|---|\n");
                for (int r = random.nextInt(2, 8); r > 0; r--) {
                    out.append("| ").append(chance(60) ? cellLink() : any(COMPANIES)).append(" | ").append(percent()).append(" | ").append(any(HAN)).append(" |\n");
                }
                out.append('\n');
            }
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                out.append("- ").append(any(HAN)).append(link()).append("：").append(any(HAN)).append(random.nextInt(1, 13)).append("月").append(random.nextInt(1, 29)).append("日\n");
            }
        }
    }
}
