/** Answers each /command with a Doc. */
@NullMarked
package tidewatch.command;

import org.jspecify.annotations.NullMarked;
