package tidewatch.notes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.problem.Problem;

/**
 * One note as it was read.
 *
 * @param path vault-relative, with {@code /}; the note's id
 * @param title first H1, else the file name without {@code .md}
 * @param date the anchor of everything in it that has no date of its own; absent when nothing dates the note
 * @param dateFrom what the date was read from, such as "Created", "file name", "front matter"; empty without a date
 * @param reviewed day of the last review, where stated
 * @param tags without {@code #}, in order of first sight
 * @param aliases from the front matter
 * @param ticker from the front matter
 * @param properties all front-matter keys with their values as text
 * @param claims in reading order; their spans and the structure cover every non-blank character
 * @param links targets of its wikilinks, in order, repeated as often as written
 * @param lint what was not understood or is doubtful, with grade in the words
 */
public record Note(
        String path,
        String title,
        Optional<LocalDate> date,
        String dateFrom,
        Optional<LocalDate> reviewed,
        List<String> tags,
        List<String> aliases,
        Optional<String> ticker,
        boolean isPrivate,
        Map<String, String> properties,
        List<Claim> claims,
        List<Link> links,
        Counts counts,
        List<Problem> lint) {
    /** A wikilink or Markdown link to another note. */
    public record Link(String target, Optional<String> heading, String shown, Place place, String line) {}

    /** What the note is made of, for "25 of 25 rows and 15 of 15 headings read". */
    public record Counts(int headings, int tables, int rows, int rowsRead, int links, int prose) {
        /** {@code 25 of 25 rows and 15 of 15 headings read, 0 paragraphs kept as prose}: the last line of {@code /lint} on a note. */
        public String summary() {
            return rowsRead + " of " + rows + (rows == 1 ? " row and " : " rows and ") + headings + " of " + headings
                    + (headings == 1 ? " heading" : " headings") + " read, " + prose + (prose == 1 ? " paragraph" : " paragraphs")
                    + " kept as prose";
        }
    }

    public Note {
        Objects.requireNonNull(path);
        Objects.requireNonNull(title);
        Objects.requireNonNull(date);
        Objects.requireNonNull(reviewed);
        Objects.requireNonNull(ticker);
        tags = List.copyOf(tags);
        aliases = List.copyOf(aliases);
        properties = Map.copyOf(properties);
        claims = List.copyOf(claims);
        links = List.copyOf(links);
        lint = List.copyOf(lint);
    }

    /** The newest day that it speaks as of: its own, its last review, that of a section; absent when it has none. */
    Optional<LocalDate> newest() {
        var days = Stream.concat(date.stream(), reviewed.stream());
        var claimed = claims.stream().flatMap(claim -> claim.source().asOf().flatMap(Window::from).stream());
        return Stream.concat(days, claimed).max(Comparator.naturalOrder());
    }

    /** Whether it says that a program wrote it: it is searched, with a mark, and is no evidence of anything. */
    public boolean generated() {
        return "true".equals(properties.get("generated"));
    }

    /** The same note with other claims. */
    Note with(List<Claim> others) {
        return new Note(
                path, title, date, dateFrom, reviewed, tags, aliases, ticker, isPrivate, properties, others, links, counts, lint);
    }

    /** The claims of one kind, in reading order. */
    public <C extends Claim> List<C> claims(Class<C> kind) {
        var found = new ArrayList<C>();
        for (var claim : claims) {
            if (kind.isInstance(claim)) {
                found.add(kind.cast(claim));
            }
        }
        return List.copyOf(found);
    }
}
