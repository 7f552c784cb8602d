/** Decides the words of the brief, without clock or I/O. */
@NullMarked
package tidewatch.brief;

import org.jspecify.annotations.NullMarked;
