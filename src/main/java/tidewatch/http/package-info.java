/** Makes one careful HTTP call: no silent repeat, no redirect, bounded, and says how far it got. */
@NullMarked
package tidewatch.http;

import org.jspecify.annotations.NullMarked;
