package tidewatch.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import tidewatch.notes.Note;

/**
 * The words of notes in a Lucene index: a cache, which can be made again from the notes at any time. It holds no text and decides nothing
 * about who may see what: of each note it keeps the path and a print, and whoever asks looks these up in what may be known. Confined to one
 * thread at a time; its views are not.
 */
final class NoteIndex implements AutoCloseable {
    /** Raised when the fields or the rules of words change: then an older index is made anew. */
    static final int FORMAT = 1;

    static final String PATH = "path";
    static final String PRINT = "print";
    private static final String FORMAT_KEY = "tidewatch";

    /** Names of files that Lucene writes; nothing else in a folder is ever touched. */
    private static final Pattern OURS = Pattern.compile("_[a-z0-9]+(_.*)?\\..*|(pending_)?segments.*");

    /** Of no use to whoever reads a terminal; held, for a logger that nobody holds forgets what it was told. */
    private static final Logger QUIET = Logger.getLogger("org.apache.lucene");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private static final FieldType WORDS = words();

    private final Directory directory;
    private final IndexWriter writer;
    private final Map<Field, WordTokens> tokens = new EnumMap<>(Field.class);
    private final Map<String, Long> prints = new HashMap<>();
    private IndexView view;
    private boolean uncommitted;

    private static FieldType words() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    private NoteIndex(Directory directory) throws IOException {
        this.directory = directory;
        var config = new IndexWriterConfig()
                // Merges in the thread that updates: none is started here.
                .setMergeScheduler(new SerialMergeScheduler())
                .setCommitOnClose(false)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
        this.writer = new IndexWriter(directory, config);
        try {
            writer.setLiveCommitData(Map.of(FORMAT_KEY, Integer.toString(FORMAT)).entrySet());
            this.view = new IndexView(DirectoryReader.open(writer));
            prints.putAll(view.prints());
            for (var field : Field.values()) {
                tokens.put(field, new WordTokens());
            }
        } catch (IOException | RuntimeException broken) {
            writer.rollback();
            throw broken;
        }
    }

    static NoteIndex inMemory() throws IOException {
        return new NoteIndex(new ByteBuffersDirectory());
    }

    /**
     * The index in a folder, which is made when there is none. What is damaged, or of another format, is thrown away first.
     *
     * @throws LockObtainFailedException when another program has it open
     * @throws IOException when the folder cannot be used
     */
    static NoteIndex in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var directory = new NIOFSDirectory(folder);
        try {
            return sound(directory) ? new NoteIndex(directory) : anew(directory);
        } catch (LockObtainFailedException taken) {
            directory.close();
            throw taken;
        } catch (IOException | RuntimeException broken) {
            return anew(directory);
        }
    }

    private static NoteIndex anew(Directory directory) throws IOException {
        try {
            clear(directory);
            return new NoteIndex(directory);
        } catch (IOException | RuntimeException broken) {
            directory.close();
            throw broken;
        }
    }

    /** Whether what lies there is whole and of this format; so is a folder without an index. */
    private static boolean sound(Directory directory) {
        try {
            if (!DirectoryReader.indexExists(directory)) {
                return ours(directory).isEmpty();
            }
            try (var reader = DirectoryReader.open(directory)) {
                if (!Integer.toString(FORMAT).equals(reader.getIndexCommit().getUserData().get(FORMAT_KEY))) {
                    return false;
                }
                for (var leaf : reader.leaves()) {
                    // Reads every byte once: 7 MB in some milliseconds, and damage is met now and not in the middle of an answer.
                    ((CodecReader) leaf.reader()).checkIntegrity();
                }
                return true;
            }
        } catch (IOException | RuntimeException broken) {
            return false;
        }
    }

    /** How many notes are in it on disk; absent where there is no index that can be read. */
    static Optional<Integer> count(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var directory = new NIOFSDirectory(folder);
                var reader = DirectoryReader.open(directory)) {
            return Optional.of(reader.numDocs());
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    private static List<String> ours(Directory directory) throws IOException {
        var ours = new ArrayList<String>();
        for (var name : directory.listAll()) {
            if (OURS.matcher(name).matches()) {
                ours.add(name);
            }
        }
        return ours;
    }

    private static void clear(Directory directory) throws IOException {
        try (Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            for (var name : ours(directory)) {
                directory.deleteFile(name);
            }
        }
    }

    /** Of each note that it has, the print; goes with the changes that are made. */
    Map<String, Long> prints() {
        return prints;
    }

    /** Adds a note, or replaces what was known of it. */
    void put(Note note, long print, String text) throws IOException {
        var document = new Document();
        document.add(new StringField(PATH, note.path(), org.apache.lucene.document.Field.Store.NO));
        document.add(new BinaryDocValuesField(PATH, new BytesRef(note.path())));
        document.add(new NumericDocValuesField(PRINT, print));
        for (var field : NoteFields.of(note, text).entrySet()) {
            if (!field.getValue().isEmpty()) {
                var words = Objects.requireNonNull(tokens.get(field.getKey()));
                words.of(field.getValue());
                document.add(new org.apache.lucene.document.Field(field.getKey().key(), words, WORDS));
            }
        }
        if (prints.put(note.path(), print) == null) {
            writer.addDocument(document);
        } else {
            writer.updateDocument(new Term(PATH, note.path()), document);
        }
        uncommitted = true;
    }

    void remove(String path) throws IOException {
        if (prints.remove(path) != null) {
            writer.deleteDocuments(new Term(PATH, path));
            uncommitted = true;
        }
    }

    /** Makes what was changed visible, whether it is on disk or not; what was seen before, for the caller to release. */
    Optional<IndexView> refresh() throws IOException {
        var now = view.reopened(writer, prints);
        var before = now.map(_ -> view);
        view = now.orElse(view);
        return before;
    }

    IndexView view() {
        return view;
    }

    /** Whether there is something to commit. */
    boolean uncommitted() {
        return uncommitted;
    }

    void commit() throws IOException {
        writer.commit();
        uncommitted = false;
    }

    /** Lets go without keeping what was not committed. */
    @Override
    public void close() throws IOException {
        try (directory) {
            view.release();
            writer.rollback();
        }
    }
}
