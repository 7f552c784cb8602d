/** A message as a tree of meaning, before any platform. */
@NullMarked
package tidewatch.message;

import org.jspecify.annotations.NullMarked;
