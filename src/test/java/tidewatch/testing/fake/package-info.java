/**
 * What strict fakes of services are made of: HTTP by hand on this machine's loopback, with every way of going wrong; a clock in the hand of the
 * test; a page of orders. Knows none of the services.
 */
@NullMarked
package tidewatch.testing.fake;

import org.jspecify.annotations.NullMarked;
