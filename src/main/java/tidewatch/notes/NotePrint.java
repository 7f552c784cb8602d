package tidewatch.notes;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A number that stands for the bytes of a note, never 0: two checksums of 32 bits with different polynomials. They tell one state of a note
 * from another and guard against nobody; a digest that does took a tenth of a cold start, for the launcher's compiler has no fast form of it.
 */
final class NotePrint {
    private NotePrint() {}

    static long of(byte[] bytes) {
        var first = new CRC32();
        first.update(bytes);
        var second = new CRC32C();
        second.update(bytes, 0, bytes.length);
        long print = first.getValue() << 32 | second.getValue();
        return print == 0 ? 1 : print;
    }
}
