package dev.landfall.addons;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An engine's version on Heroku against what AWS offers.
 *
 * @param heroku as the inventory has it; null if no source tells
 * @param proposed the major to have on AWS; null if the version is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineFit(
        String engine, @Nullable String heroku, @Nullable Integer proposed, Fit fit, String source) {

    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})(\\..*)?");

    /** How the two stand to each other. */
    public enum Fit {
        SAME,
        /** AWS has only newer ones: the move is an upgrade too. */
        TOO_OLD,
        /** AWS has only older ones. */
        TOO_NEW,
        UNKNOWN
    }

    static EngineFit of(AddOnFile.Engine engine, @Nullable String version) {
        Matcher major = MAJOR.matcher(version == null ? "" : version);
        if (!major.matches()) {
            return new EngineFit(engine.name(), version, null, Fit.UNKNOWN, engine.source());
        }
        int has = Integer.parseInt(major.group(1));
        int gets = Math.clamp(has, engine.oldest(), engine.newest());
        return new EngineFit(engine.name(), version, gets, fit(has, gets), engine.source());
    }

    private static Fit fit(int has, int gets) {
        if (has == gets) {
            return Fit.SAME;
        }
        return has < gets ? Fit.TOO_OLD : Fit.TOO_NEW;
    }

    Optional<String> caution() {
        return switch (fit) {
            case SAME -> Optional.empty();
            case TOO_OLD ->
                Optional.of("The move is an upgrade too: from " + heroku + " to " + engine + " " + proposed
                        + ", the oldest that AWS offers. Upgrade on Heroku first, or test the app against it.");
            case TOO_NEW ->
                Optional.of("Version " + heroku + " is newer than " + engine + " " + proposed
                        + ", the newest that is known to be on AWS: its data may not load into an older one.");
            case UNKNOWN ->
                Optional.of("The version is not known: nobody can say whether " + engine + " of AWS reads its data.");
        };
    }
}
