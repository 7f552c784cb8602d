/** Measures what outruns what, since when: pure arithmetic. */
@NullMarked
package tidewatch.rotation;

import org.jspecify.annotations.NullMarked;
