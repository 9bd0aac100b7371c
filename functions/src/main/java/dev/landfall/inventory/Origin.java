package dev.landfall.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a fact was read. In the order of trust: what runs, before what a file says should run. */
public enum Origin {
    @JsonProperty("platform-api")
    PLATFORM_API,
    /** An inventory that somebody wrote down. */
    @JsonProperty("recorded")
    RECORDED,
    @JsonProperty("heroku.yml")
    HEROKU_YML,
    @JsonProperty("Procfile")
    PROCFILE,
    @JsonProperty("app.json")
    APP_JSON
}
