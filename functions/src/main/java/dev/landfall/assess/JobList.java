package dev.landfall.assess;

import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ScheduleExpression;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heroku Scheduler's jobs as its dashboard shows them, written down by hand: a list of name, command and when.
 *
 * @see <a href="https://devcenter.heroku.com/articles/scheduler">its three kinds of interval, all in UTC</a>
 */
public final class JobList {
    private static final String ALLOWED =
            "\"every 10 minutes\", \"hourly at :30\", \"daily at 04:30\" (UTC), or a cron(...) or rate(...) of EventBridge";

    private static final Pattern HOURLY = Pattern.compile("hourly at :([0-5]0)");
    private static final Pattern DAILY = Pattern.compile("daily at ([01]\\d|2[0-3]):([0-5]0)");

    private JobList() {}

    private record Job(String name, String command, String when) {}

    /** @throws PlanException naming the file, the job and what is allowed */
    public static List<ScheduledJob> read(String file, byte[] content) {
        List<ScheduledJob> jobs = OperatorFile.readList(file, content, Job.class).stream()
                .map(job -> new ScheduledJob(job.name(), job.command(), schedule(job, file)))
                .toList();
        ScheduledJob.requireUsable(file, jobs);
        return jobs;
    }

    private static String schedule(Job job, String file) {
        String when = job.when().strip().toLowerCase(Locale.ROOT);
        Matcher hourly = HOURLY.matcher(when);
        Matcher daily = DAILY.matcher(when);
        if (when.equals("every 10 minutes")) {
            return "cron(0/10 * * * ? *)";
        }
        if (hourly.matches()) {
            return "cron(" + Integer.parseInt(hourly.group(1)) + " * * * ? *)";
        }
        if (daily.matches()) {
            return "cron(" + Integer.parseInt(daily.group(2)) + " " + Integer.parseInt(daily.group(1)) + " * * ? *)";
        }
        return expression(job, file);
    }

    private static String expression(Job job, String file) {
        try {
            ScheduleExpression.parse(job.when());
            return job.when();
        } catch (InvalidSpecException e) {
            throw new PlanException(file + ": when of job " + job.name() + " must be " + ALLOWED);
        }
    }
}
