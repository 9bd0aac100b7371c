package dev.landfall.heroku;

import java.time.Duration;
import java.util.List;

/**
 * Why an app could not be read. Each message is one line that may be shown: what it is about, what was wrong, what is
 * allowed. None has a cause, because a library's message may quote what it was given.
 */
public abstract sealed class HerokuException extends RuntimeException {
    private HerokuException(String message) {
        super(message);
    }

    public static final class NoToken extends HerokuException {
        NoToken() {
            super(
                    "token: none found; allowed are the variable HEROKU_API_KEY, or the machine api.heroku.com in ~/.netrc,"
                            + " which heroku login writes");
        }
    }

    /** It cannot be a token, and was not sent. */
    public static final class UnusableToken extends HerokuException {
        UnusableToken() {
            super("token: is empty or holds a character that no token has; allowed are letters, digits and -._~+/=");
        }
    }

    public static final class TokenRefused extends HerokuException {
        TokenRefused() {
            super("token: Heroku does not know it, or no longer (401); allowed is one that heroku authorizations lists,"
                    + " with the scope read-protected or global");
        }
    }

    /** The base URL would show the token to others. */
    public static final class UnsafeEndpoint extends HerokuException {
        UnsafeEndpoint() {
            super("Heroku's base URL: would send the token in the clear; allowed is https, and http to this machine");
        }
    }

    /** The name is not repeated, since it can be anything. */
    public static final class NotAnAppName extends HerokuException {
        NotAnAppName() {
            super("app: no app of Heroku's has such a name; allowed are 3 to 30 lower-case letters, digits and hyphens,"
                    + " or an app's id");
        }
    }

    public static final class AppNotFound extends HerokuException {
        AppNotFound(String app) {
            super("app " + app + ": Heroku knows none of this name that the token may see (404); allowed is one that"
                    + " heroku apps --all lists");
        }
    }

    /** Something of the app is not there, such as a pipeline. */
    static final class NotFound extends HerokuException {
        NotFound(String path) {
            super(path + ": is not there (404)");
        }
    }

    public static final class NoAccess extends HerokuException {
        NoAccess(String path) {
            super(path + ": the token may not read it (403); allowed is one with the scope read-protected or global, of"
                    + " somebody who may view the app");
        }
    }

    public static final class NoConfigVars extends HerokuException {
        NoConfigVars(String app) {
            super("app " + app + ": the token lacks the scope for its config vars (403); allowed is one with the scope"
                    + " read-protected or global, of somebody who may see them, or --without-config-vars for a plan with"
                    + " a blocker");
        }
    }

    public static final class RateLimited extends HerokuException {
        RateLimited(String path, Duration wait) {
            super(path + ": the account's requests are used up (429); allowed again in about " + wait.toSeconds()
                    + " s, which is longer than to be waited for");
        }

        /** Before it is refused. */
        RateLimited(String path, int left, int wanted, Duration wait) {
            super(path + ": of the account's requests " + left + " are left, and an app takes " + wanted
                    + " more or so; ask again in " + wait.toSeconds() + " s or later");
        }
    }

    public static final class Unreachable extends HerokuException {
        Unreachable(String path, String what, int attempts) {
            super(path + ": no answer from Heroku in " + attempts + " attempts, the last: " + what);
        }
    }

    /** An answer that the API's schema does not know, such as a redirect, which is never followed with the token. */
    public static final class UnexpectedAnswer extends HerokuException {
        UnexpectedAnswer(String path, String what) {
            super(path + ": " + what + "; allowed is what version 3 of the Platform API describes");
        }
    }

    /** The reading broke off. What was read until then is no inventory, and nothing can be planned from it. */
    public static final class Partial extends HerokuException {
        // Not serialised anywhere, and the lists are immutable ones of the JDK.
        private final transient List<String> read;
        private final transient List<String> missing;

        Partial(String app, List<String> read, List<String> missing, HerokuException first) {
            super("app " + app + ": only part of it was read, which is no inventory; read: " + words(read)
                    + "; missing: " + words(missing) + "; first: " + first.getMessage());
            this.read = List.copyOf(read);
            this.missing = List.copyOf(missing);
        }

        public List<String> read() {
            return read;
        }

        public List<String> missing() {
            return missing;
        }

        private static String words(List<String> parts) {
            return parts.isEmpty() ? "nothing" : String.join(", ", parts);
        }
    }
}
