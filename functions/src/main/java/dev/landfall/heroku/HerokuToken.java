package dev.landfall.heroku;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token of the Platform API, which shows itself only to the request that carries it. */
public final class HerokuToken {
    private static final String VARIABLE = "HEROKU_API_KEY";
    private static final String MACHINE = "api.heroku.com";

    /** RFC 6750's b64token. What else got in would end up in the JDK's message about a bad header. */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String value;

    /** @throws HerokuException.UnusableToken if it cannot be a token */
    public HerokuToken(String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new HerokuException.UnusableToken();
        }
        this.value = value;
    }

    /**
     * From HEROKU_API_KEY, or else from {@code .netrc}, as Heroku's own CLI looks for it.
     *
     * @param home the user's home directory
     * @throws HerokuException.NoToken if neither has one
     */
    public static HerokuToken find(Map<String, String> environment, Path home) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .or(() -> read(home.resolve(".netrc")).flatMap(text -> Netrc.password(text, MACHINE)))
                .map(HerokuToken::new)
                .orElseThrow(HerokuException.NoToken::new);
    }

    /** A file that cannot be read tells as little as none. */
    private static Optional<String> read(Path netrc) {
        try {
            return Optional.of(Files.readString(netrc));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String bearer() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "HerokuToken[***]";
    }
}
