package tidewatch.slack;

/** Sentences that several places say about calls. */
final class SlackWords {
    private SlackWords() {}

    /** Why a call did not work, in one sentence. */
    static String failure(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Ok _ -> "Slack answered with something else than was asked.";
            case ApiAnswer.No no -> Outcomes.told(no);
            case ApiAnswer.Unreadable page -> page.detail();
            case ApiAnswer.Absent absent -> absent.detail();
        };
    }

    /** Text as mrkdwn (docs.slack.dev, "Formatting text", escaping). */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
