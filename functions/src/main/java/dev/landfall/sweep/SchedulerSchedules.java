package dev.landfall.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.SdkClients;
import dev.landfall.plan.ShiftSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * Schedules of EventBridge Scheduler. An execution's name may be longer than a schedule's and have characters that it may
 * not, so the migration stands in the target's input and the schedule's name is only derived from it.
 */
public final class SchedulerSchedules implements Schedules {
    private static final String DEPENDENCY = "EventBridge Scheduler";
    private static final int LONGEST_NAME = 64;
    private static final Pattern ILLEGAL = Pattern.compile("[^0-9a-zA-Z-_.]");

    /** A gate that opens later than this has missed the time that the operator chose; the next occurrence comes. */
    private static final Duration LATEST_DELIVERY = Duration.ofMinutes(10);

    private static final int RETRIES = 10;

    private final SchedulerClient client;
    private final Settings settings;

    /**
     * What each schedule is made with.
     *
     * @param targetArn the function that hears of it
     * @param roleArn what Scheduler calls it with
     * @param deadLetterArn the queue for what could not be delivered
     */
    record Settings(String group, String targetArn, String roleArn, String deadLetterArn) {}

    /** What the target is told. */
    private record Occurrence(String migration) {}

    SchedulerSchedules(SchedulerClient client, Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    public static SchedulerSchedules fromEnvironment() {
        return new SchedulerSchedules(
                SdkClients.retrying(SchedulerClient.builder()),
                new Settings(
                        Environment.require("SCHEDULE_GROUP"),
                        Environment.require("SCHEDULE_TARGET_ARN"),
                        Environment.require("SCHEDULE_ROLE_ARN"),
                        Environment.require("SCHEDULE_DLQ_ARN")));
    }

    @Override
    public void create(String migration, ShiftSpec.GateSchedule schedule) {
        CreateScheduleRequest request = CreateScheduleRequest.builder()
                .groupName(settings.group())
                .name(scheduleName(migration))
                .description("Advances Landfall migration " + migration)
                .scheduleExpression(schedule.expression())
                .scheduleExpressionTimezone(schedule.timezone())
                .flexibleTimeWindow(window(schedule.window()))
                .state(ScheduleState.ENABLED)
                .target(target(migration))
                .build();
        SdkClients.answer(DEPENDENCY, () -> {
            try {
                return client.createSchedule(request).scheduleArn();
            } catch (ConflictException alreadyThere) {
                return request.name();
            }
        });
    }

    private static FlexibleTimeWindow window(@Nullable Duration window) {
        return window == null
                ? FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build()
                : FlexibleTimeWindow.builder()
                        .mode(FlexibleTimeWindowMode.FLEXIBLE)
                        .maximumWindowInMinutes(Math.toIntExact(window.toMinutes()))
                        .build();
    }

    private Target target(String migration) {
        return Target.builder()
                .arn(settings.targetArn())
                .roleArn(settings.roleArn())
                .input(json(new Occurrence(migration)))
                .deadLetterConfig(queue -> queue.arn(settings.deadLetterArn()))
                .retryPolicy(retry -> retry.maximumEventAgeInSeconds(Math.toIntExact(LATEST_DELIVERY.toSeconds()))
                        .maximumRetryAttempts(RETRIES))
                .build();
    }

    @Override
    public void delete(String migration) {
        SdkClients.answer(DEPENDENCY, () -> {
            try {
                return client.deleteSchedule(
                                request -> request.groupName(settings.group()).name(scheduleName(migration)))
                        .responseMetadata();
            } catch (ResourceNotFoundException alreadyGone) {
                return alreadyGone;
            }
        });
    }

    @Override
    public List<String> migrations() {
        return SdkClients.answer(
                DEPENDENCY,
                () -> client.listSchedulesPaginator(request -> request.groupName(settings.group())).schedules().stream()
                        .map(ScheduleSummary::name)
                        .flatMap(name -> migrationOf(name).stream())
                        .toList());
    }

    /** Empty if the schedule was deleted since it was listed. */
    private Optional<String> migrationOf(String scheduleName) {
        try {
            Target target = client.getSchedule(
                            request -> request.groupName(settings.group()).name(scheduleName))
                    .target();
            return Optional.of(
                    Json.MAPPER.readValue(target.input(), Occurrence.class).migration());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("schedule " + scheduleName + " was not made by Landfall", e);
        }
    }

    private static String json(Occurrence occurrence) {
        try {
            return Json.MAPPER.writeValueAsString(occurrence);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + occurrence, e);
        }
    }

    /** The migration's own name where that is legal; otherwise its legal beginning and a hash of the whole. */
    static String scheduleName(String migration) {
        String legal = ILLEGAL.matcher(migration).replaceAll("-");
        if (legal.equals(migration) && legal.length() <= LONGEST_NAME) {
            return legal;
        }
        String hash = hash(migration);
        int length = Math.min(legal.length(), LONGEST_NAME - 1 - hash.length());
        return legal.substring(0, length) + "-" + hash;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }
}
