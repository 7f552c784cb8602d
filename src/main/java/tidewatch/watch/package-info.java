/** Says what is being watched and what has fired. */
@NullMarked
package tidewatch.watch;

import org.jspecify.annotations.NullMarked;
