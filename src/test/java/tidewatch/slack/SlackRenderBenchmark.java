package tidewatch.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section.Length;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.testing.SampleDocs;

/**
 * How long it takes to render a morning's brief for Slack, both forms of its tables, its plain words and payload included, and a message of
 * 100,000 characters; one thread, warm, the median of many.
 *
 * <p>Run with {@code mvn -q test-compile} and then the class path of the tests: {@code java -cp ... tidewatch.slack.SlackRenderBenchmark}.
 */
final class SlackRenderBenchmark {
    private SlackRenderBenchmark() {}

    public static void main(String[] args) {
        var brief = SampleBriefs.golden("first-morning-2026-02-06");
        var text = "A sentence of nine words that ends with a stop. ".repeat(2_100);
        var endless = new Doc("Endless", "Endless", List.of(Block.para(text)), List.of(), SampleDocs.brief().meta());
        run("the brief of a chat", BriefComposer.compose(brief, Length.CHAT), 2_000);
        run("the full brief", BriefComposer.compose(brief, Length.FULL), 2_000);
        run("100,000 characters", endless, 60);
    }

    private static void run(String what, Doc doc, int times) {
        var renderer = new SlackRenderer();
        int parts = 0;
        for (int i = 0; i < times; i++) {
            parts += renderer.render(doc, SlackRenderer.FULL).parts().size();
        }
        var took = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            parts += renderer.render(doc, SlackRenderer.FULL).parts().size();
            took[i] = System.nanoTime() - began;
        }
        Arrays.sort(took);
        System.out.println(String.format(
                Locale.ROOT, "%s: %,d µs, 99th of a hundred %,d µs, %d parts", what, took[times / 2] / 1_000, took[times * 99 / 100] / 1_000, parts / (2 * times)));
    }
}
