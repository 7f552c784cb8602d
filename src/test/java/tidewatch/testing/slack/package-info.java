/**
 * A strict fake of Slack, over real HTTP and WebSocket on this machine's loopback; see {@link tidewatch.testing.slack.FakeSlack}. It shares no
 * code with the renderer and the adapter that are tested against it.
 */
@NullMarked
package tidewatch.testing.slack;

import org.jspecify.annotations.NullMarked;
