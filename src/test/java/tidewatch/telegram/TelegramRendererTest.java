package tidewatch.telegram;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section.Length;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;
import tidewatch.testing.Golden;
import tidewatch.testing.SampleDocs;

/** How messages read on a phone, as golden files, and which poorer forms are owned up to. */
class TelegramRendererTest {
    private static RenderPlan plan(Doc doc) {
        return new TelegramRenderer().render(doc, TelegramRenderer.PLACE);
    }

    /** What is sent, part by part, with the buttons as the person sees them. */
    private static String shown(RenderPlan plan) {
        var all = new StringBuilder();
        for (var part : plan.parts()) {
            if (part.number() > 1) {
                all.append("\n===== ").append(part.number()).append(" of ").append(part.total()).append('\n');
            }
            var payload = TelegramPayload.parse(part.payload());
            switch (payload) {
                case TelegramPayload.Text it -> all.append(it.html());
                case TelegramPayload.Photo it -> all.append("[picture ").append(it.picture()).append("]\n").append(it.caption());
                case TelegramPayload.File it -> all.append("[file ").append(it.name()).append("]\n").append(it.caption());
            }
            all.append('\n');
            for (var row : payload.keyboard().rows()) {
                row.forEach(button -> all.append("[ ").append(button.label()).append(" ] "));
                all.append('\n');
            }
        }
        return all.toString();
    }

    static List<String> mornings() {
        return SampleBriefs.golden();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_brief_reads_well_on_a_phone(String morning) {
        var doc = BriefComposer.compose(SampleBriefs.golden(morning), Length.CHAT);
        Golden.check("telegram/brief-" + morning + ".telegram.html", shown(plan(doc)));
    }

    @Test
    void the_full_brief_too() {
        var doc = BriefComposer.compose(SampleBriefs.golden("first-morning-2026-02-06"), Length.FULL);
        Golden.check("telegram/brief-full.telegram.html", shown(plan(doc)));
    }

    @Test
    void every_kind_of_block_has_its_form() {
        Golden.check("telegram/sample.telegram.html", shown(plan(SampleDocs.brief())));
        Golden.check("telegram/everything.telegram.html", shown(plan(SampleDocs.everything())));
    }
}
