package dev.landfall.appfiles;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Kind;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Makes elements of a file. Duplicate keys, comments and YAML's references are let pass, and told where they matter. */
final class ElementReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();
    private static final JsonFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    /** The files need six levels. */
    private static final int DEEPEST = 30;
    /** References cost nothing until a mapping is merged into another, which copies its members. */
    private static final int MOST_MERGES = 20;

    private static final String MERGE = "<<";

    private final SourceFile file;
    private final Map<String, Element> anchors = new HashMap<>();
    private int merges;

    private ElementReader(SourceFile file) {
        this.file = file;
    }

    /**
     * An empty mapping, with a note, if the file holds none.
     *
     * @throws AppFileException if it is no JSON or YAML, or an app.json that holds no object
     */
    static Mapping read(SourceFile file) {
        boolean json = file.origin() == Origin.APP_JSON;
        try (JsonParser parser = (json ? JSON : YAML).createParser(file.text())) {
            return new ElementReader(file).document(parser);
        } catch (JacksonException e) {
            throw new AppFileException(file.name() + place(e) + ": must be " + (json ? "JSON" : "YAML") + problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mapping document(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return empty("is empty");
        }
        Element root = element(parser, 0);
        if (parser.nextToken() != null) {
            file.notes().add(line(parser), "what follows the first document is not read");
        }
        return root instanceof Mapping mapping ? mapping : empty("is " + root.kindInWords());
    }

    private Mapping empty(String why) {
        if (file.origin() == Origin.APP_JSON) {
            throw new AppFileException(file.name() + ":1:1: must be a JSON object, and " + why);
        }
        file.notes().add(1, "the file should be an object and " + why);
        return new Mapping(1, Map.of());
    }

    private Element element(JsonParser parser, int depth) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return referred(parser);
        }
        String anchor = anchor(parser);
        Element element = value(parser, depth);
        if (anchor != null) {
            anchors.put(anchor, element);
        }
        return element;
    }

    private Element value(JsonParser parser, int depth) throws IOException {
        int line = line(parser);
        if (depth > DEEPEST) {
            file.notes().add(line, "what is nested deeper than " + DEEPEST + " levels is not read");
            parser.skipChildren();
            return new Scalar(line, null, Kind.NULL);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, depth);
            case START_ARRAY -> list(parser, depth);
            case VALUE_STRING -> new Scalar(line, parser.getText(), Kind.TEXT);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(line, parser.getText(), Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(line, parser.getText(), Kind.FLAG);
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY ->
                new Scalar(line, null, Kind.NULL);
        };
    }

    private Mapping mapping(JsonParser parser, int depth) throws IOException {
        int line = line(parser);
        Map<String, Element> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int at = line(parser);
            parser.nextToken();
            Element value = element(parser, depth + 1);
            if (name.equals(MERGE) && value instanceof Mapping other) {
                merge(other, members);
            } else if (members.put(name, value) != null) {
                file.notes().add(at, Echo.quote(name) + " is given more than once; the last one counts");
            }
        }
        return new Mapping(line, members);
    }

    private Items list(JsonParser parser, int depth) throws IOException {
        int line = line(parser);
        List<Element> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(element(parser, depth + 1));
        }
        return new Items(line, items);
    }

    private void merge(Mapping other, Map<String, Element> members) {
        if (++merges > MOST_MERGES) {
            file.notes().add(other.line(), "only the first " + MOST_MERGES + " merges of mappings are followed");
        } else {
            other.members().forEach(members::putIfAbsent);
        }
    }

    private Element referred(JsonParser parser) throws IOException {
        Element found = anchors.get(parser.getText());
        if (found == null) {
            file.notes().add(line(parser), "a YAML alias leads nowhere");
            return new Scalar(line(parser), null, Kind.NULL);
        }
        return found;
    }

    private static @Nullable String anchor(JsonParser parser) throws IOException {
        return parser.getObjectId() instanceof String anchor ? anchor : null;
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** YAML's own mark, if there is one: Jackson's is that of the last thing it understood. */
    @SuppressWarnings("NullAway") // neither library has nullness annotations; a location may be absent
    private static String place(JacksonException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = marked.getProblemMark();
            return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        }
        JsonLocation location = e.getLocation();
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    /** Jackson's own words for JSON quote the file, which may hold secrets; YAML's quote at most one character. */
    private static String problem(JacksonException e) {
        return e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null
                ? ": " + Echo.plain(marked.getProblem())
                : "";
    }
}
