package dev.landfall.page;

import java.util.Locale;

/** The few shapes that the chart is made of. Looks are the style sheet's; here are only places and classes. */
public final class Canvas {
    private final Markup svg;

    public Canvas(Markup svg) {
        this.svg = svg;
    }

    public void line(String style, double x1, double y1, double x2, double y2) {
        svg.tag("line")
                .with("class", style)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .empty();
    }

    public void label(String style, String text, double x, double y, Anchor anchor) {
        svg.tag("text")
                .with("class", style)
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor.attribute())
                .open();
        svg.text(text).close("text");
    }

    /** @param round radius of the corners */
    public void box(String style, double x, double y, double width, double height, double round) {
        Markup.Tag box = svg.tag("rect").with("class", style).with("x", x).with("y", y);
        box.with("width", width).with("height", height).with("rx", round).empty();
    }

    public void shape(String style, Path path) {
        svg.empty("path", "class", style, "d", path.toString());
    }

    /** With a tenth of a unit, which is less than can be seen. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    public enum Anchor {
        START,
        MIDDLE,
        END;

        private String attribute() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The {@code d} of a path. */
    public static final class Path {
        private final StringBuilder d = new StringBuilder();

        public Path to(double x, double y) {
            d.append(d.isEmpty() ? "M" : "L").append(number(x)).append(' ').append(number(y));
            return this;
        }

        public Path closed() {
            d.append('Z');
            return this;
        }

        @Override
        public String toString() {
            return d.toString();
        }
    }
}
