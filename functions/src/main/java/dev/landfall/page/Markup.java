package dev.landfall.page;

import java.util.regex.Pattern;

/**
 * Writes elements that are both HTML and well-formed XML. The one place where text becomes markup: whatever is handed
 * over as text or as the value of an attribute is escaped here, so no caller has to think of it.
 */
public final class Markup {
    /** XML 1.0 has no way to write these, not even escaped. */
    private static final Pattern IMPOSSIBLE =
            Pattern.compile("[^\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD" + "\\x{10000}-\\x{10FFFF}]");

    private final StringBuilder written = new StringBuilder(1 << 16);

    /** @param attributes names and values in turn */
    public Markup open(String tag, String... attributes) {
        return start(tag, attributes).open();
    }

    public Markup close(String tag) {
        return append("</").append(tag).append(">");
    }

    /** An element without content, such as {@code meta} or {@code rect}. */
    public Markup empty(String tag, String... attributes) {
        return start(tag, attributes).empty();
    }

    /** An element with text only. */
    public Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    public Markup text(String text) {
        return append(escaped(text));
    }

    /** An element with many attributes. */
    public Tag tag(String name) {
        append("<").append(name);
        return new Tag();
    }

    public final class Tag {
        public Tag with(String attribute, String value) {
            append(" ").append(attribute).append("=\"").text(value).append("\"");
            return this;
        }

        public Tag with(String attribute, double value) {
            return with(attribute, Canvas.number(value));
        }

        public Markup open() {
            return append(">");
        }

        public Markup empty() {
            return append("/>");
        }
    }

    /** For what stands in this jar and holds no markup: a style sheet, the document type. */
    public Markup trusted(String text) {
        return append(text);
    }

    private Tag start(String name, String... attributes) {
        Tag tag = tag(name);
        for (int i = 0; i < attributes.length; i += 2) {
            tag.with(attributes[i], attributes[i + 1]);
        }
        return tag;
    }

    private Markup append(String text) {
        written.append(text);
        return this;
    }

    private static String escaped(String text) {
        return IMPOSSIBLE
                .matcher(text)
                .replaceAll("\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
