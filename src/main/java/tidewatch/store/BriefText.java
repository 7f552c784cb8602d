package tidewatch.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidewatch.brief.Brief;

/**
 * The facts of a brief as the text in which they are kept: {@code {"v":1,"brief":{...}}}, every component of every record by its name, in
 * ASCII. What is read back equals what was written. A sealed value bears the name of its form as {@code "is"}. Immutable, any thread.
 *
 * <p>{@link #VERSION} is raised with each component that a brief gains, loses or reads differently. A text of an older version is brought
 * up to this one by {@link #upgraded}, a step a version; what a newer version has added is passed over, because nodes of two versions share
 * a store while a cluster is upgraded; a newer text that lacks what this program needs cannot be read here.
 */
final class BriefText {
    /** Of the texts that this program writes. */
    static final int VERSION = 5;

    private static final JsonMapper EXACT = mapper().build();
    private static final JsonMapper LENIENT = mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private BriefText() {}

    static String of(Brief brief) {
        var text = EXACT.createObjectNode();
        text.put("v", VERSION);
        text.set("brief", EXACT.valueToTree(brief));
        return written(text);
    }

    /**
     * The facts of a text that {@link #of} wrote, in this version or another.
     *
     * @throws IllegalStateException for a text that this program cannot read
     */
    static Brief read(String text) {
        try {
            var whole = EXACT.readTree(text);
            int version = whole.path("v").asInt(0);
            if (version < 1 || !(whole.path("brief") instanceof ObjectNode facts)) {
                throw new IllegalStateException("The stored brief is no text of a brief");
            }
            return (version > VERSION ? LENIENT : EXACT).treeToValue(upgraded(facts, version), Brief.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored brief cannot be read by this version of the program: " + broken.getOriginalMessage(), broken);
        }
    }

    /** A text of an older version with what it lacks, each step from one version to the next. Version 1 is the first; 2 knows provisional closes, 3 stale notes, 4 starts and what beta leaves, 5 the scorecard, theses that are one trade or are touched. */
    private static JsonNode upgraded(ObjectNode facts, int version) {
        if (version < 1) {
            throw new IllegalArgumentException("There was no version " + version);
        }
        if (version < 2 && facts.path("coverage") instanceof ObjectNode coverage) {
            coverage.put("provisional", false);
        }
        if (version < 3) {
            var stale = facts.putObject("stale");
            stale.put("notes", 0);
            stale.putArray("fresh");
        }
        if (version < 4) {
            for (var section : List.of("rotation", "call")) {
                facts.path(section).path("rows").forEach(row -> {
                    var fields = (ObjectNode) row;
                    fields.putNull("left");
                    fields.put("mostlyMarket", false);
                });
            }
            if (facts.path("rotation") instanceof ObjectNode rotation) {
                rotation.putNull("verdict");
            }
        }
        if (version < 5) {
            var scorecard = facts.putObject("scorecard");
            List.of("said", "scored", "rates").forEach(scorecard::putArray);
            for (var section : List.of("rotation", "call")) {
                facts.path(section).path("rows").forEach(row -> ((ObjectNode) row).putArray("touches"));
            }
            if (facts.path("theses") instanceof ObjectNode theses) {
                theses.putArray("bets");
            }
        }
        return facts;
    }

    static String lines(List<String> lines) {
        return written(EXACT.valueToTree(lines));
    }

    static List<String> lines(String text) {
        try {
            return text.isEmpty() ? List.of() : EXACT.readValue(text, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored lines cannot be read", broken);
        }
    }

    private static String written(JsonNode node) {
        try {
            return EXACT.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree in memory cannot be written", impossible);
        }
    }

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule().disable(JavaTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID))
                .annotationIntrospector(new SealedForms())
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    /** Writes beside a value of a sealed interface which of its records it is. */
    private static final class SealedForms extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated type) {
            return sealed(type.getRawType())
                    ? JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, true, false)
                    : super.findPolymorphicTypeInfo(config, type);
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated type) {
            return sealed(type.getRawType())
                    ? Arrays.stream(type.getRawType().getPermittedSubclasses()).map(form -> new NamedType(form, form.getSimpleName())).toList()
                    : super.findSubtypes(type);
        }

        @Override
        public @Nullable String findTypeName(AnnotatedClass type) {
            return Stream.of(type.getRawType().getInterfaces()).anyMatch(SealedForms::sealed)
                    ? type.getRawType().getSimpleName()
                    : super.findTypeName(type);
        }

        private static boolean sealed(Class<?> type) {
            return type.isInterface() && type.isSealed() && type.getName().startsWith("tidewatch.");
        }
    }
}
