package dev.landfall.plan;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule fires: {@code cron(...)} or {@code rate(...)} as EventBridge Scheduler understands them. */
public abstract sealed class ScheduleExpression {
    public static final String ALLOWED =
            "cron(minutes hours day-of-month month day-of-week year) with ? for one of the two"
                    + " days, or rate(5 minutes), in units of minutes, hours or days";

    private static final String FIELD = "schedule.expression";
    private static final int LONGEST = 256;
    private static final Pattern RATE = Pattern.compile("rate\\(([1-9][0-9]{0,5}) (minute|hour|day)s?\\)");
    /** The library takes any number after a {@code #}; no month has six Mondays. */
    private static final String PART = "([0-9A-Za-z*?,/-]|#[1-5](?![0-9]))+";

    private static final Pattern CRON = Pattern.compile("cron\\((" + PART + "( " + PART + "){5})\\)");

    private ScheduleExpression() {}

    /**
     * Refuses {@code at(...)} as everything else that is neither: it fires once, and every step waits for its own.
     *
     * @throws InvalidSpecException if EventBridge Scheduler would not take it
     */
    public static ScheduleExpression parse(String expression) {
        if (expression.length() > LONGEST) {
            throw refused(expression);
        }
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            return new Rate(unit(rate.group(2)).multipliedBy(Long.parseLong(rate.group(1))));
        }
        Matcher cron = CRON.matcher(expression);
        if (cron.matches()) {
            return new Cron(times(expression, cron.group(1)));
        }
        throw refused(expression);
    }

    /**
     * The first time after {@code after}; empty if it never fires again.
     *
     * @param after for a rate, when the schedule was made or fired last
     * @param zone in which hours and days are meant
     */
    public abstract Optional<Instant> next(Instant after, ZoneId zone);

    private static Duration unit(String name) {
        return switch (name) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private static ExecutionTime times(String expression, String fields) {
        try {
            return ExecutionTime.forCron(
                    new CronParser(eventBridge()).parse(fields).validate());
        } catch (RuntimeException e) {
            // The parser documents one kind of exception and throws several.
            throw refused(expression);
        }
    }

    private static CronDefinition eventBridge() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and()
                .withMonth()
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(2)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withYear()
                .withValidRange(1970, 2199)
                .and()
                .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
                .instance();
    }

    private static InvalidSpecException refused(String expression) {
        return InvalidSpecException.refusing(FIELD, expression, ALLOWED);
    }

    private static final class Rate extends ScheduleExpression {
        private final Duration interval;

        private Rate(Duration interval) {
            this.interval = interval;
        }

        @Override
        public Optional<Instant> next(Instant after, ZoneId zone) {
            return Optional.of(after.plus(interval));
        }
    }

    private static final class Cron extends ScheduleExpression {
        private final ExecutionTime times;

        private Cron(ExecutionTime times) {
            this.times = times;
        }

        @Override
        public Optional<Instant> next(Instant after, ZoneId zone) {
            return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
        }
    }
}
