/** Reads the Markdown vault into claims, each with its place. */
@NullMarked
package tidewatch.notes;

import org.jspecify.annotations.NullMarked;
