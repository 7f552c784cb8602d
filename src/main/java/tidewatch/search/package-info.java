/** Finds notes by their words. */
@NullMarked
package tidewatch.search;

import org.jspecify.annotations.NullMarked;
