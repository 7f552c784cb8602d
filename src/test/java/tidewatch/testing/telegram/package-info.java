/**
 * A strict fake of the Telegram Bot API, over real HTTP on this machine's loopback; see {@link tidewatch.testing.telegram.FakeTelegram}.
 * It shares no code with the renderer and the adapter that are tested against it.
 */
@NullMarked
package tidewatch.testing.telegram;

import org.jspecify.annotations.NullMarked;
