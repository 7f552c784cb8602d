package tidewatch.testing.fake;

/** A refusal of a service, whose words are the message. */
public abstract class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    protected Refused(String words) {
        super(words);
    }
}
