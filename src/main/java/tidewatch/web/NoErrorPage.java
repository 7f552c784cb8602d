package tidewatch.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What is no HTTP, or too large for it, gets its status and nothing else: neither a page nor a word about the server. */
final class NoErrorPage extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int code, @Nullable String message, @Nullable Throwable cause, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
        response.write(true, null, callback);
    }
}
