package dev.landfall.config;

/** What a config var is. */
public enum ConfigClass {
    SECRET,
    SETTING,
    BUILD_TIME,
    /** An add-on sets it. */
    ATTACHMENT,
    /** Heroku itself sets it, and AWS has something else. */
    HEROKU,
    /** It points at something that moves. */
    MOVING_URL,
    /** No rule fits; treated as a secret, since that costs little and the opposite much. */
    UNKNOWN
}
