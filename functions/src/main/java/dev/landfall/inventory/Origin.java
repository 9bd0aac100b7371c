package dev.landfall.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a fact was read. In the order of trust: what runs, before what a file says should run. */
public enum Origin {
    @JsonProperty("platform-api")
    PLATFORM_API("the Platform API"),
    /** An inventory that somebody wrote down. */
    @JsonProperty("recorded")
    RECORDED("the recorded inventory"),
    @JsonProperty("heroku.yml")
    HEROKU_YML("heroku.yml"),
    @JsonProperty("Procfile")
    PROCFILE("Procfile"),
    @JsonProperty("app.json")
    APP_JSON("app.json");

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    /** As a sentence names it; a file by its name. */
    public String words() {
        return words;
    }

    /** Files may have been changed since, or never have been used. */
    boolean tellsWhatRuns() {
        return this == PLATFORM_API || this == RECORDED;
    }
}
