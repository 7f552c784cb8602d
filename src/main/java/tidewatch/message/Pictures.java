package tidewatch.message;

import java.util.Optional;

/** Where the pictures are that messages name. */
@FunctionalInterface
public interface Pictures {
    /** No pictures at all: the words stand alone. */
    Pictures NONE = _ -> Optional.empty();

    /** The bytes of a PNG or JPEG, the caller's to keep; absent when there is none of that name. */
    Optional<byte[]> bytes(String name);
}
