package dev.landfall.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every page begins and ends with: no scripts, nothing to load, also well-formed XML. */
public final class Page {
    private Page() {}

    /** @param attributes of {@code main}, names and values in turn */
    public static void open(Markup html, String title, String... attributes) {
        html.trusted("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        html.open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title);
        html.open("style").trusted(styleSheet()).close("style");
        html.close("head").open("body").open("main", attributes);
    }

    /** @return the whole document */
    public static String close(Markup html) {
        return html.close("main").close("body").close("html").trusted("\n").toString();
    }

    private static String styleSheet() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
