/** What every store must do, as abstract tests: the one in memory, SQLite and PostgreSQL pass the same. */
@NullMarked
package tidewatch.contract;

import org.jspecify.annotations.NullMarked;
