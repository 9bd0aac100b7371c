package dev.landfall.config;

/** Where a config var goes. */
public enum Destination {
    SECRETS_MANAGER,
    TASK_ENVIRONMENT,
    IMAGE_BUILD,
    DROPPED,
    /** In Secrets Manager with Heroku's value until the cutover, with that of AWS after it. */
    REWRITTEN_AT_CUTOVER
}
