package dev.landfall.cli.report;

/**
 * The measures of one drawing, in units of its view box. The same chart is drawn twice, since a drawing for a desk
 * shrunk to a phone could not be read; the style sheet shows the one that fits.
 *
 * @param name also the prefix of identifiers, which must be unique in the document
 * @param left where the plots begin; the numbers of the scales stand before it
 * @param mostTicks of the time axis
 */
record Frame(String name, int width, int left, int right, int plotHeight, int font, int mostTicks) {
    static final Frame WIDE = new Frame("wide", 1040, 58, 1032, 132, 13, 12);
    static final Frame NARROW = new Frame("narrow", 400, 56, 396, 112, 14, 5);

    int plotWidth() {
        return right - left;
    }
}
