/** Holds instruments, sessions, bars and the frozen price panel. */
@NullMarked
package tidewatch.market;

import org.jspecify.annotations.NullMarked;
