/** Real processes that are killed, paused and left without a disk or a database, against a server that counts what arrives. */
@NullMarked
package tidewatch.faults;

import org.jspecify.annotations.NullMarked;
