/** Thirty virtual days of the service in one thread: the classes of the product, invented faults, and what must hold all the same. */
@NullMarked
package tidewatch.sim;

import org.jspecify.annotations.NullMarked;
