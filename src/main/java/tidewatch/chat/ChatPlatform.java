package tidewatch.chat;

import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;

/**
 * A place where people talk. Six members and no optional one: what a platform lacks is data in {@link Capabilities} or a kind of {@link
 * Delivered}. {@link #deliver}, {@link #plan} and {@link #capabilities} may be called by several threads at once, the others by one at a time.
 */
public interface ChatPlatform extends AutoCloseable {
    /** The name that its chats carry: {@code telegram}. */
    String name();

    /** What may be shown in this chat. */
    Capabilities capabilities(ChatId chat);

    /** The message as this platform shows it in this chat, with room for a postscript under each part. Pure. */
    RenderPlan plan(Doc doc, ChatId chat);

    /**
     * Sends one part, now and once: never repeats a visible message by itself, except once after a certain refusal of its form. Blocks, at
     * most for the 15 seconds of a call.
     */
    Delivered deliver(Outgoing outgoing);

    /** Begins to listen. What comes is given to the inbox, which stores it before the platform is told that it was taken. */
    void start(Inbox inbox);

    /**
     * Stops listening; no thread of ours or of a library survives it by 20 seconds. A second call does nothing. It may be started again, as
     * a node does that loses the right to listen and gains it back; {@link #deliver} does not need listening.
     */
    @Override
    void close();
}
