package dev.landfall.heroku;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The passwords file of ftp, curl, git and Heroku's CLI: words between blanks and line ends, in quotes if they hold
 * blanks.
 */
final class Netrc {
    /** Up to the empty line that ends it. */
    private static final Pattern MACRO = Pattern.compile("(?m)^[ \\t]*macdef\\b(?s:.*?)(?:\\R[ \\t]*\\R|\\z)");

    /** A {@code #} inside a line may begin a password, so only whole lines and what follows a word of ours count. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$|[ \\t]+#[ \\t].*$");

    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private Netrc() {}

    /**
     * The first password for this machine. That of {@code default} is not given to a machine that the file does not
     * name: it is another's.
     */
    static Optional<String> password(String text, String machine) {
        Iterator<String> words = words(text).iterator();
        boolean wanted = false;
        while (words.hasNext()) {
            switch (words.next()) {
                case "machine" -> wanted = words.hasNext() && words.next().equals(machine);
                case "default" -> wanted = false;
                case "password" -> {
                    if (words.hasNext() && wanted) {
                        return Optional.of(words.next());
                    }
                    skip(words);
                }
                case "login", "account" -> skip(words);
                default -> {
                    // A word of a newer dialect; what belongs to it is passed over word by word.
                }
            }
        }
        return Optional.empty();
    }

    private static void skip(Iterator<String> words) {
        if (words.hasNext()) {
            words.next();
        }
    }

    private static List<String> words(String text) {
        String plain = COMMENT.matcher(MACRO.matcher(text).replaceAll("")).replaceAll("");
        return WORD.matcher(plain).results().map(Netrc::word).toList();
    }

    private static String word(MatchResult match) {
        String quoted = match.group(1);
        return quoted == null ? match.group(2) : ESCAPE.matcher(quoted).replaceAll("$1");
    }
}
