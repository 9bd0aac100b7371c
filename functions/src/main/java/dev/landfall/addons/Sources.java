package dev.landfall.addons;

/** Where a fact of the table can be read. */
final class Sources {
    private Sources() {}

    static void require(String source) {
        if (!source.startsWith("https://")) {
            throw new IllegalArgumentException("no source: " + source);
        }
    }
}
