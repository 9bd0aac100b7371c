package dev.landfall.assess;

import dev.landfall.plan.Echo;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ScheduleExpression;
import java.util.List;

/**
 * A job of Heroku Scheduler as an EventBridge schedule.
 *
 * @param schedule an EventBridge expression, in UTC as Heroku Scheduler's times are
 */
public record ScheduledJob(String name, String command, String schedule) {

    /** @throws PlanException naming the first that could not run, and what is allowed */
    static void requireUsable(String where, List<ScheduledJob> jobs) {
        int number = 1;
        for (ScheduledJob job : jobs) {
            String ofJob = " of job " + number++;
            requireWords(where + ": name" + ofJob, job.name());
            requireWords(where + ": command" + ofJob, job.command());
            requireSchedule(where + ": schedule" + ofJob, job.schedule());
        }
    }

    private static void requireWords(String field, String value) {
        if (value.isBlank()) {
            throw new PlanException(field + ": " + Echo.quote(value) + " must not be blank");
        }
    }

    private static void requireSchedule(String field, String value) {
        try {
            ScheduleExpression.parse(value);
        } catch (InvalidSpecException e) {
            throw new PlanException(field + ": " + Echo.quote(value) + " must be " + ScheduleExpression.ALLOWED);
        }
    }
}
