package dev.landfall.assess;

import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuToken;

/** What an assessment in the account reads Heroku with. Read for each call, never kept in an environment variable. */
public interface Credentials {

    Pair read();

    /** @param fingerprints under whose key config vars' values are marked */
    record Pair(HerokuToken token, Fingerprints fingerprints) {}
}
