package tidewatch.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.message.RenderPlan.Degradation;

/**
 * What of a message is to be shown, and how much of it has been given up.
 *
 * @param files ids of files by the names of their pictures; a picture without one is shown as its words
 * @param refused that Slack did not take blocks of a richer level
 */
record Form(
        SlackPayload.Message message,
        Level level,
        Optional<String> thread,
        Map<String, String> files,
        boolean refused,
        List<Degradation> degradations) {
    /** The richest first. */
    enum Level {
        FULL,
        /** Without the newer blocks. */
        BASIC,
        /** Words alone. */
        WORDS
    }

    Form {
        files = Map.copyOf(files);
        degradations = List.copyOf(degradations);
    }

    /** As rich as the workspace takes it. */
    static Form of(SlackPayload.Message message, boolean nativeTables, Optional<String> thread, Map<String, String> files) {
        var full = new Form(message, Level.FULL, thread, files, false, List.of());
        var lacking = files.size() < message.pictures().size() ? full.with(Degradation.Kind.IMAGE_AS_ALT) : full;
        return nativeTables || message.basic().isEmpty()
                ? lacking
                : new Form(message, Level.BASIC, thread, files, false, lacking.and(Degradation.Kind.BLOCKS_REJECTED));
    }

    /** After a refusal of the blocks; absent when there are none left to give up. */
    Optional<Form> poorer() {
        return switch (level) {
            case FULL -> Optional.of(at(message.basic().isPresent() ? Level.BASIC : Level.WORDS));
            case BASIC -> Optional.of(at(Level.WORDS));
            case WORDS -> Optional.empty();
        };
    }

    private Form at(Level lower) {
        boolean known = degradations.stream().anyMatch(one -> one.kind() == Degradation.Kind.BLOCKS_REJECTED);
        return new Form(message, lower, thread, files, true, known ? degradations : and(Degradation.Kind.BLOCKS_REJECTED));
    }

    /** In the channel itself. */
    Form unthreaded() {
        return new Form(message, level, Optional.empty(), files, refused, and(Degradation.Kind.THREAD_GONE));
    }

    /** With the words of its pictures. */
    Form unpictured() {
        return new Form(message, level, thread, Map.of(), refused, and(Degradation.Kind.IMAGE_AS_ALT));
    }

    /**
     * The blocks as JSON; absent for words alone.
     *
     * @throws BadBlocks where pictures are to be put into what is no array of blocks
     */
    Optional<String> blocks() {
        return switch (level) {
            case FULL -> Optional.of(filled(message.blocks()));
            case BASIC -> Optional.of(filled(message.basic().orElse(message.blocks())));
            case WORDS -> Optional.empty();
        };
    }

    private String filled(String blocks) {
        try {
            return message.pictures().isEmpty() ? blocks : PictureBlocks.filled(blocks, files).toString();
        } catch (IllegalArgumentException none) {
            throw new BadBlocks();
        }
    }

    /** What was frozen as blocks is none. */
    static final class BadBlocks extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadBlocks() {
            super("no blocks", null, false, false);
        }
    }

    /** Whether this showed that the workspace takes messages without the newer blocks only. */
    boolean tablesRefused() {
        return refused && level == Level.BASIC;
    }

    private Form with(Degradation.Kind kind) {
        return new Form(message, level, thread, files, refused, and(kind));
    }

    private List<Degradation> and(Degradation.Kind kind) {
        var all = new ArrayList<>(degradations);
        all.add(new Degradation(kind, ""));
        return all;
    }
}
