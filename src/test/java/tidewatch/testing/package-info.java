/** What several test packages share: golden files, generators, a clock that stands still. */
@NullMarked
package tidewatch.testing;

import org.jspecify.annotations.NullMarked;
