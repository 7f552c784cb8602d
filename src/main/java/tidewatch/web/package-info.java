/** Carries a conversation to a browser on this machine; serves pages, the JSON API, hooks, health and metrics. */
@NullMarked
package tidewatch.web;

import org.jspecify.annotations.NullMarked;
