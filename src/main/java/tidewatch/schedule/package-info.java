/** Says when, with Quartz, and knows nothing else. */
@NullMarked
package tidewatch.schedule;

import org.jspecify.annotations.NullMarked;
