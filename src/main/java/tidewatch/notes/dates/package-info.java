/**
 * Reads date phrases: text to tokens, tokens to senses by the grammar, senses to days by the reference. {@code
 * DatePhrase} is its door.
 */
@NullMarked
package tidewatch.notes.dates;

import org.jspecify.annotations.NullMarked;
