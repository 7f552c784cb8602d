/** Weighs each claim against the market and keeps the record. */
@NullMarked
package tidewatch.evidence;

import org.jspecify.annotations.NullMarked;
