package dev.landfall.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;

/** The function's input is not what it takes. Names the place, never the content. */
public final class MalformedInputException extends RuntimeException {
    public MalformedInputException(String expected, JacksonException cause) {
        super("input is no " + expected + place(cause.getLocation()));
    }

    @SuppressWarnings("NullAway") // Jackson has no nullness annotations; a location may be absent
    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
