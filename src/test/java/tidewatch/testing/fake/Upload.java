package tidewatch.testing.fake;

/** A file that came in a multipart body. */
public record Upload(String name, String type, Bytes bytes) {}
