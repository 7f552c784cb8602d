package tidewatch.app;

/** In which form an answer is printed. */
enum Format {
    text,
    markdown,
    json
}
