package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an EventBridge rule makes of an event for its target: a JSON template with values of the event put in. */
final class InputTransformer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>\\s]+)>");
    private static final Pattern JSON_PATH = Pattern.compile("\\$(\\.[A-Za-z0-9_-]+)+");

    private final String where;
    private final Map<String, String> pointers = new TreeMap<>();
    private final String template;

    /**
     * @param where the rule that it belongs to, for refusals
     * @param paths JSON path by name; of the paths, only those of plain fields are known
     * @param template JSON, with {@code <name>} where a whole value stands
     * @throws TemplateRefused if it is none
     */
    InputTransformer(String where, Map<String, String> paths, String template) {
        this.where = where;
        this.template = template;
        paths.forEach((name, path) -> pointers.put(name, pointer(path)));
        PLACEHOLDER.matcher(template).results().forEach(found -> {
            if (!pointers.containsKey(found.group(1))) {
                throw refused("InputPathsMap has no " + found.group(1));
            }
        });
        // Within quotes EventBridge puts text in as it is; that is not known here and is no JSON with this.
        json(PLACEHOLDER.matcher(template).replaceAll("\"\""));
    }

    /** @throws TemplateRefused if the event lacks what the template wants, which would leave no JSON */
    JsonNode transform(JsonNode event) {
        return json(PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(value(event, found.group(1)))));
    }

    private String value(JsonNode event, String name) {
        String pointer = pointers.get(name);
        JsonNode value = event.at(pointer);
        if (value.isMissingNode()) {
            throw refused("the event has nothing at " + pointer + ": " + event);
        }
        return value.toString();
    }

    private String pointer(String path) {
        if (!JSON_PATH.matcher(path).matches()) {
            throw refused("the path " + path + " is not known to the rehearsal");
        }
        return path.substring(1).replace('.', '/');
    }

    private JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused("InputTemplate gives no JSON");
        }
    }

    private TemplateRefused refused(String why) {
        return new TemplateRefused(where, "InputTransformer: " + why);
    }
}
