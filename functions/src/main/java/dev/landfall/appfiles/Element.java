package dev.landfall.appfiles;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of JSON or YAML that knows its line, from 1. Parts that YAML refers to twice are the same object twice. */
sealed interface Element {
    int line();

    /** @param members in the order in which they are written */
    record Mapping(int line, Map<String, Element> members) implements Element {}

    record Items(int line, List<Element> items) implements Element {}

    /** @param text as it is written, without quotes; null for null */
    record Scalar(int line, @Nullable String text, Kind kind) implements Element {}

    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        NULL
    }

    default String kindInWords() {
        return switch (this) {
            case Mapping mapping -> "an object";
            case Items items -> "a list";
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> "a text";
                    case NUMBER -> "a number";
                    case FLAG -> "true or false";
                    case NULL -> "null";
                };
        };
    }
}
