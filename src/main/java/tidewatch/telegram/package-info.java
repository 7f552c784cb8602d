/** Carries a conversation to and from the Telegram Bot API. */
@NullMarked
package tidewatch.telegram;

import org.jspecify.annotations.NullMarked;
