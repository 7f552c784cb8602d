/** Remembers everything in SQL, on SQLite or PostgreSQL. */
@NullMarked
package tidewatch.store;

import org.jspecify.annotations.NullMarked;
