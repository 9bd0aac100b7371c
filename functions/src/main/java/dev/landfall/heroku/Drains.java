package dev.landfall.heroku;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where logs go, without the credentials that a drain's URL holds. */
final class Drains {
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9+.-]+://)?(?:[^/]*@)?([A-Za-z0-9.-]+)");

    private Drains() {}

    static Optional<String> host(String url) {
        Matcher host = HOST.matcher(url);
        return host.lookingAt() ? Optional.of(host.group(1)) : Optional.empty();
    }
}
