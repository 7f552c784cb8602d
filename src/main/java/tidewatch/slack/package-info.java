/** Carries a conversation to and from Slack. */
@NullMarked
package tidewatch.slack;

import org.jspecify.annotations.NullMarked;
