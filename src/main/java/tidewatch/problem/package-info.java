/** What could not be done, as data. */
@NullMarked
package tidewatch.problem;

import org.jspecify.annotations.NullMarked;
