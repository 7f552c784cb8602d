package tidewatch.command;

import tidewatch.brief.BriefInput;
import tidewatch.chat.Command;
import tidewatch.chat.Request;

/** A command that answers from prices: {@code /why} and its command line show what is behind the figures of the answer. */
interface Sourced extends Command {
    /** The answer from this state of knowledge, its figures taken from {@link Answer#figures}. */
    Answer put(Request request, BriefInput in);
}
