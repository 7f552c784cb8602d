/** Carries a conversation to the terminal it was started in. */
@NullMarked
package tidewatch.terminal;

import org.jspecify.annotations.NullMarked;
