package dev.landfall.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A place in the spec and what stands there. Each reading refuses what is not allowed, naming the place. */
final class Field {
    private static final Pattern SIMPLE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final int MOST_COMPARED = 40;

    private final String path;
    private final JsonNode node;

    private Field(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    static Field root(JsonNode node) {
        return new Field("", node);
    }

    static String child(String path, String name) {
        String shown = SIMPLE_NAME.matcher(name).matches() ? Echo.plain(name) : Echo.quote(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    static String item(String path, int index) {
        return orSpec(path) + "[" + index + "]";
    }

    static String orSpec(String path) {
        return path.isEmpty() ? "spec" : path;
    }

    String path() {
        return orSpec(path);
    }

    boolean isGiven() {
        return !node.isMissingNode();
    }

    boolean isText() {
        return node.isTextual();
    }

    boolean isNumber() {
        return node.isNumber();
    }

    /** This mapping, after a look that it holds no other fields. A mapping that is missing has none. */
    Field mapping(String... known) {
        if (isGiven() && !node.isObject()) {
            throw refused("a mapping with " + listed(known));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey();
            if (!Arrays.asList(known).contains(name)) {
                throw new InvalidSpecException(child(path, name) + ": an unknown field must be one of " + listed(known)
                        + "; the nearest is " + nearest(name, known));
            }
        }
        return this;
    }

    Field at(String name) {
        JsonNode inner = node.get(name);
        return new Field(child(path, name), inner == null ? MissingNode.getInstance() : inner);
    }

    List<Field> items(int least, int most, String allowed) {
        if (!node.isArray()) {
            throw refused(allowed);
        }
        if (node.size() < least || node.size() > most) {
            throw new InvalidSpecException(path() + ": " + node.size() + " items must be " + allowed);
        }
        List<Field> items = new ArrayList<>();
        for (JsonNode inner : node) {
            items.add(new Field(item(path, items.size()), inner));
        }
        return items;
    }

    String text(String allowed) {
        if (!node.isTextual()) {
            throw refused(allowed);
        }
        return node.textValue();
    }

    String matching(Pattern pattern, String allowed) {
        String text = text(allowed);
        if (!pattern.matcher(text).matches()) {
            throw refused(allowed);
        }
        return text;
    }

    /** Words that will be shown to people. */
    String line(int longest, String what) {
        String allowed = what + ": one line of at most " + longest + " characters";
        String text = text(allowed).strip();
        if (text.isEmpty() || text.length() > longest || !text.equals(Echo.escape(text))) {
            throw refused(allowed);
        }
        return text;
    }

    boolean flag(boolean otherwise) {
        if (!isGiven()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw refused("true or false");
        }
        return node.booleanValue();
    }

    int whole(int otherwise, int least, int most) {
        return isGiven() ? whole(least, most) : otherwise;
    }

    int whole(int least, int most) {
        boolean fits = node.isIntegralNumber() && node.canConvertToInt();
        if (!fits || node.intValue() < least || node.intValue() > most) {
            throw refused("a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    Duration duration(Duration otherwise, Duration least, Duration most) {
        return isGiven() ? duration(least, most) : otherwise;
    }

    private Duration duration(Duration least, Duration most) {
        String allowed =
                "an ISO-8601 duration in whole seconds from " + iso(least) + " to " + iso(most) + ", such as PT30M";
        try {
            Duration duration = Duration.parse(text(allowed));
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0 || duration.toNanosPart() != 0) {
                throw refused(allowed);
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw refused(allowed);
        }
    }

    /** As an operator would write it: {@code P3D}, where Java says {@code PT72H}. */
    static String iso(Duration duration) {
        boolean wholeDays = duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()));
        return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }

    InvalidSpecException refused(String allowed) {
        return new InvalidSpecException(path() + ": " + shown() + " must be " + allowed);
    }

    /** Refuses the second of two equal values. */
    static <T> void requireDistinct(List<Field> fields, List<T> values) {
        Set<T> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(values.get(i))) {
                throw fields.get(i).refused("given only once");
            }
        }
    }

    private String shown() {
        return switch (node.getNodeType()) {
            case STRING -> Echo.quote(node.textValue());
            case NUMBER, BOOLEAN -> Echo.plain(node.asText());
            case ARRAY -> node.isEmpty() ? "[]" : "a list";
            case OBJECT -> Echo.plain("{" + String.join(", ", names()) + "}");
            case MISSING -> "(missing)";
            case NULL, BINARY, POJO -> "(nothing)";
        };
    }

    /** A mapping is shown without its values, which may be anything. */
    private List<String> names() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String listed(String... names) {
        return Arrays.stream(names).sorted().collect(Collectors.joining(", "));
    }

    private static String nearest(String name, String... known) {
        String start = name.substring(0, Math.min(name.length(), MOST_COMPARED)).toLowerCase(Locale.ROOT);
        return Arrays.stream(known)
                .min(Comparator.comparingInt(candidate -> edits(start, candidate.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** How many letters must be inserted, removed or replaced to make one of the other. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
