package dev.landfall.assess;

/**
 * A job of Heroku Scheduler as an EventBridge schedule.
 *
 * @param schedule an EventBridge expression, in UTC as Heroku Scheduler's times are
 */
public record ScheduledJob(String name, String command, String schedule) {}
