package dev.landfall.page;

/** A table that scrolls by itself where the page is narrow. */
public final class Tables {
    private Tables() {}

    public static void open(Markup html, String... columns) {
        html.open("div", "class", "scroll").open("table", "class", "plain");
        html.open("thead").open("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
    }

    public static void row(Markup html, String... cells) {
        html.open("tr");
        for (String cell : cells) {
            html.element("td", cell);
        }
        html.close("tr");
    }

    public static void close(Markup html) {
        html.close("tbody").close("table").close("div");
    }
}
