package tidewatch.message;

/** Turns a message into what a place shows. Pure: the same Doc and the same capabilities give the same bytes. */
@FunctionalInterface
public interface Renderer {
    RenderPlan render(Doc doc, Capabilities capabilities);
}
