/** Says what a conversation is, on any platform. */
@NullMarked
package tidewatch.chat;

import org.jspecify.annotations.NullMarked;
