/** Says facts as documented, versioned JSON: brief, rotation, claims, checks, watches, deliveries. */
@NullMarked
package tidewatch.export;

import org.jspecify.annotations.NullMarked;
