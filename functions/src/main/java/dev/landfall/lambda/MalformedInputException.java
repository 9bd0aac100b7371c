package dev.landfall.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.Objects;
import java.util.stream.Collectors;

/** The function's input is not what it takes. Names the place, never the content. */
public final class MalformedInputException extends RuntimeException {
    public MalformedInputException(String expected) {
        super("input is no " + expected);
    }

    public MalformedInputException(String expected, JacksonException cause) {
        this(expected + field(cause) + place(cause.getLocation()));
    }

    /** Of names and indexes only: unknown fields are passed over, so each name is one of ours. */
    private static String field(JacksonException cause) {
        String path = cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."))
                : "";
        return path.isEmpty() ? "" : " because of " + path;
    }

    @SuppressWarnings("NullAway") // Jackson has no nullness annotations; a location may be absent
    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
