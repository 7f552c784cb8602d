/** Draws a Doc's chart block as a PNG. */
@NullMarked
package tidewatch.chart;

import org.jspecify.annotations.NullMarked;
