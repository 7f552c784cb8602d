package tidewatch.testing.slack;

/** A file that came in a multipart body. */
record Upload(String name, String type, Bytes bytes) {}
