package dev.landfall.plan;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/** What stands outside ASCII and may be taken for something inside it: letters of sister scripts, dashes, blanks, marks. */
final class LookAlikes {
    private static final Set<UnicodeScript> SISTERS = EnumSet.of(
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE,
            UnicodeScript.COPTIC,
            UnicodeScript.LISU);

    private static final int LAST_OF_ASCII = 0x7F;
    /** Of the letters that European languages are written with, which their readers know from each other. */
    private static final int LAST_OF_LATIN_EXTENDED_A = 0x17F;

    private static final int DOTLESS_I = 0x131;

    private LookAlikes() {}

    static boolean has(int point) {
        if (point <= LAST_OF_ASCII) {
            return false;
        }
        return Character.isLetter(point) ? isLetterLike(point) : isSignLike(point);
    }

    private static boolean isLetterLike(int point) {
        String letter = Character.toString(point);
        boolean isAscii = Normalizer.normalize(letter, Normalizer.Form.NFKC).codePointAt(0) <= LAST_OF_ASCII;
        return isAscii
                || point == DOTLESS_I
                || SISTERS.contains(UnicodeScript.of(point))
                || (UnicodeScript.of(point) == UnicodeScript.LATIN
                        && point > LAST_OF_LATIN_EXTENDED_A
                        && Normalizer.normalize(letter, Normalizer.Form.NFD).codePointAt(0) > LAST_OF_ASCII);
    }

    /** Signs that every script uses, and marks that join whatever is before them; pictures are like nothing. */
    private static boolean isSignLike(int point) {
        UnicodeScript script = UnicodeScript.of(point);
        return (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED)
                && Character.getType(point) != Character.OTHER_SYMBOL;
    }

    /** Whether a word of the name has both, so that no reader would see where the one ends and the other begins. */
    static boolean areMixedIn(String label) {
        return label.codePoints().anyMatch(LookAlikes::has)
                && label.codePoints().anyMatch(point -> point <= LAST_OF_ASCII && Character.isLetter(point));
    }
}
