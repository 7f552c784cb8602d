/** Reads configuration and secrets as typed values. */
@NullMarked
package tidewatch.settings;

import org.jspecify.annotations.NullMarked;
