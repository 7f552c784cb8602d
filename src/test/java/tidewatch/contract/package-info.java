/** What every store and every source of prices must do, as abstract tests: whatever is behind a port passes the same. */
@NullMarked
package tidewatch.contract;

import org.jspecify.annotations.NullMarked;
