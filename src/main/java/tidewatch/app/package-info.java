/** Joins everything, starts and stops it, answers the command line. */
@NullMarked
package tidewatch.app;

import org.jspecify.annotations.NullMarked;
