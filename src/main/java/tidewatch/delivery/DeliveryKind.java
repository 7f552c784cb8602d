package tidewatch.delivery;

import java.util.Optional;

/**
 * What a row of the outbox is: one per (chat, kind, key). The kind decides its place in the queue, the class by which a chat turns it
 * off, and what happens when nobody knows whether it arrived.
 */
public enum DeliveryKind {
    /** To a command or a button; the person is waiting. */
    ANSWER(0, Optional.empty(), WhenUnknown.DROP),
    ALERT(2, Optional.of(MessageClass.ALERT), WhenUnknown.RESEND_ONCE),
    REMINDER(2, Optional.of(MessageClass.REMINDER), WhenUnknown.RESEND_ONCE),
    MORNING(5, Optional.of(MessageClass.BRIEF), WhenUnknown.RESEND_ONCE),
    MIDDAY(5, Optional.of(MessageClass.BRIEF), WhenUnknown.RESEND_ONCE),
    CLOSE(5, Optional.of(MessageClass.CLOSE), WhenUnknown.RESEND_ONCE),
    WEEKLY(5, Optional.of(MessageClass.BRIEF), WhenUnknown.RESEND_ONCE),
    WRAP(5, Optional.of(MessageClass.BRIEF), WhenUnknown.RESEND_ONCE),
    /** What was held during quiet hours, in one message. */
    DIGEST(7, Optional.empty(), WhenUnknown.RESEND_ONCE),
    THESIS(9, Optional.of(MessageClass.THESIS), WhenUnknown.RESEND_ONCE),
    DATA(9, Optional.of(MessageClass.DATA), WhenUnknown.RESEND_ONCE),
    /** To the owner, about the service. */
    NOTICE(9, Optional.of(MessageClass.SYSTEM), WhenUnknown.HOLD);

    /** What happens when the link died while the message was on its way and the platform cannot be asked. */
    public enum WhenUnknown {
        /** Once more, and the repeat says that it may be one. */
        RESEND_ONCE,
        /** Not again: the person can repeat the command. */
        DROP,
        /** Not again by itself: a person decides. */
        HOLD
    }

    private final int priority;
    private final Optional<MessageClass> messageClass;
    private final WhenUnknown whenUnknown;

    DeliveryKind(int priority, Optional<MessageClass> messageClass, WhenUnknown whenUnknown) {
        this.priority = priority;
        this.messageClass = messageClass;
        this.whenUnknown = whenUnknown;
    }

    /** Lower goes first; within one number the earlier due. */
    public int priority() {
        return priority;
    }

    /** Absent for answers and digests, which no setting turns off. */
    public Optional<MessageClass> messageClass() {
        return messageClass;
    }

    public WhenUnknown whenUnknown() {
        return whenUnknown;
    }

    /** Built from a brief, and so stale when its prices are. */
    public boolean isBrief() {
        return switch (this) {
            case MORNING, MIDDAY, CLOSE, WEEKLY, WRAP -> true;
            case ANSWER, ALERT, REMINDER, DIGEST, THESIS, DATA, NOTICE -> false;
        };
    }
}
