package tidewatch.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Tells the library that no body can be written twice, whoever made it: then it does not try after a 503, and the status is kept. */
final class OneShot implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        var body = request.body();
        return chain.proceed(body == null ? request : request.newBuilder().method(request.method(), new Once(body)).build());
    }

    private static final class Once extends RequestBody {
        private final RequestBody body;

        Once(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public boolean isDuplex() {
            return body.isDuplex();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }
    }
}
