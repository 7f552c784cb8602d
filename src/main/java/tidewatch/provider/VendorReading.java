package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one kind of body. The parser stands on the first token; after the last one of the body nothing may follow. */
interface VendorReading<T> {
    /**
     * Reads all of it.
     *
     * @throws IOException for what is not JSON, and {@link Unfit} for what is not what was asked for
     */
    T read(JsonParser json) throws IOException;
}
