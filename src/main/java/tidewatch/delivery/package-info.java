/** Decides who gets what, when, and exactly one row for it. */
@NullMarked
package tidewatch.delivery;

import org.jspecify.annotations.NullMarked;
