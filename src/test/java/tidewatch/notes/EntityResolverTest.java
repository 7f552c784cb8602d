package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityResolverTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());
    private static final EntityResolver ALONE =
            Vault.of(Map.of(), OPTIONS).value().resolver();

    private static String shown(Resolution resolution) {
        return switch (resolution) {
            case Resolution.One one ->
                one.id().orElse("") + one.note().map(n -> " in " + n).orElse("") + " " + one.confidence();
            case Resolution.Ambiguous many ->
                "ambiguous "
                        + many.candidates().stream()
                                .map(Resolution.Ambiguous.Candidate::shown)
                                .toList();
            case Resolution.Unknown none -> "unknown " + none.near();
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nvidia | stock:NVDA SURE
        NVDA | stock:NVDA SURE
        nvda | stock:NVDA SURE
        $NVDA | stock:NVDA SURE
        Northrop Grumman (NOC) | stock:NOC SURE
        [[Long NVIDIA]] | stock:NVDA LIKELY
        long nvidia | stock:NVDA LIKELY
        Long defense AI | theme:defense-ai LIKELY
        defense ai | theme:defense-ai SURE
        XLU | etf:XLU SURE
        the utilities sector | sector:utilities SURE
        defense stocks | theme:defense SURE
        Apple Inc. | stock:AAPL SURE
        Coca-Cola | stock:KO SURE
        The Coca-Cola Company | stock:KO SURE
        S&P 500 | index:sp-500 SURE
        AT&T | stock:T SURE
        Johnson & Johnson | stock:JNJ SURE
        Nasdaq | index:nasdaq-composite SURE
        Nasdaq, Inc. | stock:NDAQ SURE
        Nasdaq-100 | index:nasdaq-100 SURE
        Dow | index:dow-jones SURE
        BRK.B | stock:BRK.B SURE
        BRK-B | stock:BRK.B SURE
        Mag 7 | style:mag-7 SURE
        AI momentum plays | style:ai-momentum SURE
        high-multiple tech | style:high-multiple-tech SURE
        Anthropic | private:anthropic SURE
        英伟达 | stock:NVDA SURE
        STAR 50 | index:star-50 SURE
        Marathon | ambiguous [Marathon Digital (MARA), Marathon Petroleum (MPC)]
        Marathon (MPC) | stock:MPC SURE
        nvidai | unknown [Nvidia]
        Lockhed Martin | unknown [Lockheed Martin]
        it | unknown []
        NOW | unknown []
        Something unheard of | unknown []
        Long value / Short growth | unknown []
        """)
    void a_name_of_a_chat_means_what_the_dictionary_says(String name, String meaning) {
        assertThat(shown(ALONE.resolve(Name.of(name), ""))).isEqualTo(meaning);
    }

    @Test
    void the_name_of_a_ticker_column_needs_no_dictionary() {
        assertThat(shown(ALONE.resolve(new Name("Something", Optional.empty(), Optional.of("ZZZZ")), "")))
                .isEqualTo("stock:ZZZZ SURE");
        assertThat(shown(ALONE.resolve(new Name("ServiceNow", Optional.empty(), Optional.of("NOW")), "")))
                .isEqualTo("stock:NOW SURE");
    }

    @Test
    void the_vault_goes_before_the_dictionary_and_the_users_aliases_before_the_vault() {
        var aliases = Aliases.read(
                "name,means,scope,comment\nMarathon,stock:MPC,folder:Energy,\nrockets,private:spacex,,\n",
                "aliases.csv");
        assertThat(aliases.problems()).isEmpty();
        var resolver = Vault.of(
                        Map.of(
                                "Stocks/Apple.md", "x",
                                "Stocks/Chips.md", "---\nticker: SMH\n---\nx",
                                "Stocks/Palantir and friends.md", "---\naliases: [PLTR, the data company]\n---\nx",
                                "Theses/Long NVIDIA.md", "# Long NVIDIA",
                                "Ideas/My own index.md", "x"),
                        OPTIONS.with(aliases.value()))
                .value()
                .resolver();
        assertThat(shown(resolver.resolve(Name.of("apple"), ""))).isEqualTo("stock:AAPL in Stocks/Apple.md SURE");
        assertThat(shown(resolver.resolve(Name.link("Chips"), "Daily/x.md")))
                .isEqualTo("etf:SMH in Stocks/Chips.md SURE");
        assertThat(shown(resolver.resolve(Name.of("The data company"), "")))
                .isEqualTo("stock:PLTR in Stocks/Palantir and friends.md SURE");
        assertThat(shown(resolver.resolve(Name.of("long nvidia"), "")))
                .isEqualTo("stock:NVDA in Theses/Long NVIDIA.md LIKELY");
        assertThat(shown(resolver.resolve(Name.link("My own index"), ""))).isEqualTo(" in Ideas/My own index.md SURE");
        assertThat(shown(resolver.resolve(Name.of("Marathon"), "Energy/Energy.md")))
                .isEqualTo("stock:MPC SURE");
        assertThat(shown(resolver.resolve(Name.of("Marathon"), "Other/x.md"))).startsWith("ambiguous");
        assertThat(shown(resolver.resolve(Name.of("Rockets"), ""))).isEqualTo("private:spacex SURE");
    }

    @Test
    void capitals_among_the_aliases_are_a_ticker_only_of_the_company_that_bears_it() {
        var resolver = Vault.of(
                        Map.of(
                                "Places/Island of Capri.md", "---\naliases: [CAPR, COP, Republic of Capri]\n---\nx",
                                "Stocks/The oil major.md", "---\naliases: [COP, Conoco]\n---\nx",
                                "Terms/Power contracts.md", "---\naliases: [PPA, PPAs]\n---\nx",
                                "Stocks/英伟达.md", "---\naliases: [NVDA]\n---\nx"),
                        OPTIONS)
                .value()
                .resolver();
        assertThat(shown(resolver.resolve(Name.link("Island of Capri"), ""))).isEqualTo(" in Places/Island of Capri.md SURE");
        assertThat(shown(resolver.resolve(Name.link("The oil major"), ""))).isEqualTo("stock:COP in Stocks/The oil major.md SURE");
        assertThat(shown(resolver.resolve(Name.link("Power contracts"), ""))).isEqualTo(" in Terms/Power contracts.md SURE");
        assertThat(shown(resolver.resolve(Name.of("PPA"), ""))).as("the vault says what it is short for").isEqualTo(" in Terms/Power contracts.md SURE");
        assertThat(shown(resolver.resolve(Name.link("英伟达"), ""))).isEqualTo("stock:NVDA in Stocks/英伟达.md SURE");
    }

    @Test
    void a_listed_name_among_the_aliases_of_a_note_on_several_things_keeps_its_meaning() {
        var resolver = Vault.of(Map.of("Power and water.md", "---\naliases: [Utilities, our valley]\n---\nx"), OPTIONS)
                .value()
                .resolver();
        assertThat(shown(resolver.resolve(Name.of("utilities"), ""))).isEqualTo("sector:utilities in Power and water.md LIKELY");
        assertThat(shown(resolver.resolve(Name.link("Utilities"), ""))).isEqualTo("sector:utilities in Power and water.md LIKELY");
        assertThat(shown(resolver.resolve(Name.of("our valley"), ""))).isEqualTo(" in Power and water.md SURE");
        assertThat(shown(resolver.resolve(Name.of("Power and water"), ""))).isEqualTo(" in Power and water.md SURE");
    }

    @Test
    void rows_of_the_alias_file_that_say_nothing_are_named() {
        var found = Aliases.read(
                "name,means,scope,comment\nX,Apple,,\nY,stock:AAPL,Energy,\nZ,stock:AAPL,,\n", "aliases.csv");
        assertThat(found.problems())
                .extracting(p -> p.where())
                .containsExactly("aliases.csv line 2", "aliases.csv line 3");
        assertThat(found.value().id("z", "")).contains("stock:AAPL");
    }

    @Test
    void a_link_with_folder_and_alias_is_a_title_too() {
        assertThat(ThesisTitle.parse("[[Theses/Long NVIDIA.md|nv]]")
                        .orElseThrow()
                        .getFirst()
                        .entity()
                        .text())
                .isEqualTo("NVIDIA");
    }

    @Test
    void ids_have_words_to_show() {
        assertThat(ALONE.shown("stock:NOC")).isEqualTo("Northrop Grumman");
        assertThat(ALONE.shown("sector:utilities")).isEqualTo("Utilities");
        assertThat(ALONE.shown("stock:ZZZZ")).isEqualTo("stock:ZZZZ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Long NVIDIA | UP NVIDIA
        [[Long NVIDIA]] | UP NVIDIA
        Long defense AI | UP defense AI
        Short TSMC / Long Korea | DOWN TSMC, UP Korea
        Overweight value vs growth | UP value, DOWN growth
        Long XLU, Short XLK | UP XLU, DOWN XLK
        Bullish on semis | UP semis
        Avoid regional banks | DOWN regional banks
        Long Northrop (NOC) | UP Northrop:NOC
        Long datacenter infrastructure thesis | UP datacenter infrastructure
        Short-term outlook | -
        Short interest | -
        Long term plan | -
        Longing for Monday | -
        Long | -
        Sector Rotation | -
        """)
    void a_title_of_a_thesis_has_legs(String title, String legs) {
        var parsed = ThesisTitle.parse(title);
        assertThat(parsed.map(all -> String.join(
                                ", ",
                                all.stream()
                                        .map(l ->
                                                l.direction() + " " + l.entity().text()
                                                        + l.entity()
                                                                .ticker()
                                                                .map(t -> ":" + t)
                                                                .orElse(""))
                                        .toList()))
                        .orElse("-"))
                .isEqualTo(legs);
    }
}
