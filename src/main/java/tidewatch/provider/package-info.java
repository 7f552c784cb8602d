/** Fetches prices and events from outside sources and from files. */
@NullMarked
package tidewatch.provider;

import org.jspecify.annotations.NullMarked;
