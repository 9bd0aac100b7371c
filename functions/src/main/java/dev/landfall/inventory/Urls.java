package dev.landfall.inventory;

import java.util.regex.Pattern;

/**
 * Read leniently: java.net.URI refuses what runs in production, such as two hosts or an unescaped {@code #} in a
 * password.
 */
final class Urls {
    private static final Pattern URL = Pattern.compile("(?:jdbc:)?[a-z][a-z0-9+.-]*://\\S+", Pattern.CASE_INSENSITIVE);

    /** As in {@code jdbc:postgresql://host/db?user=u&password=p}. */
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "[?&;](?:[\\w.-]*(?:pass|pwd|secret|token|key|auth|signature|credential)[\\w.-]*|sig)=[^&;]+",
            Pattern.CASE_INSENSITIVE);

    private Urls() {}

    static boolean isUrl(String text) {
        return URL.matcher(text).matches();
    }

    /** Before an {@code @}, in a parameter, or as part of the path, as in a chat's webhook. */
    static boolean hasCredentials(String url) {
        String rest = url.substring(url.indexOf("://") + "://".length());
        return rest.indexOf('@') >= 0 || SECRET_PARAMETER.matcher(rest).find() || Randomness.isIn(afterHost(rest));
    }

    /** A host's own name may look random, and is no secret. */
    private static String afterHost(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? "" : rest.substring(slash);
    }
}
