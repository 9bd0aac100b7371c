package dev.landfall.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A table that comes with the jar, in YAML or JSON. It is read strictly: a column that is not known, missing or there
 * twice is an error, since nobody would see what was filled in for it.
 */
public final class BundledTable {
    private static final ObjectMapper STRICT = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .annotationIntrospector(
                    AnnotationIntrospectorPair.pair(new JacksonAnnotationIntrospector(), new RequiredComponents()))
            .build();

    private BundledTable() {}

    /**
     * @param path from the root of the class path, such as {@code /addons.yaml}
     * @throws IllegalStateException if the table is not there or broken
     */
    public static <T> T load(String path, Class<T> type) {
        try (InputStream table = BundledTable.class.getResourceAsStream(path)) {
            if (table == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return parse(path, new String(table.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** @param name of the table, for the error */
    public static <T> T parse(String name, String text, Class<T> type) {
        try {
            return STRICT.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }
}
