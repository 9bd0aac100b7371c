package dev.landfall.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.landfall.lambda.AwsEmulator;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

@ExtendWith(AwsEmulator.class)
class SchedulerSchedulesIT {
    private static final ShiftSpec.GateSchedule NIGHTLY =
            new ShiftSpec.GateSchedule("cron(0 2 * * ? *)", "Europe/Amsterdam", Duration.ofMinutes(15));

    private final String group = "landfall-" + UUID.randomUUID();
    private SchedulerClient client;
    private Schedules schedules;

    @BeforeEach
    void createGroup(AwsEmulator aws) {
        client = aws.client(SchedulerClient.builder());
        client.createScheduleGroup(request -> request.name(group));
        schedules = new SchedulerSchedules(
                client,
                new SchedulerSchedules.Settings(
                        group,
                        "arn:aws:lambda:eu-west-1:123456789012:function:schedule-fired:live",
                        "arn:aws:iam::123456789012:role/scheduler",
                        "arn:aws:sqs:eu-west-1:123456789012:dead"));
    }

    @Test
    void create_withWindow_callsTheTargetWithTheMigration() {
        schedules.create("one", NIGHTLY);

        GetScheduleResponse made =
                client.getSchedule(request -> request.groupName(group).name("one"));
        assertThat(made.scheduleExpression()).isEqualTo("cron(0 2 * * ? *)");
        assertThat(made.scheduleExpressionTimezone()).isEqualTo("Europe/Amsterdam");
        assertThat(made.flexibleTimeWindow().mode()).isEqualTo(FlexibleTimeWindowMode.FLEXIBLE);
        assertThat(made.flexibleTimeWindow().maximumWindowInMinutes()).isEqualTo(15);
        assertThat(made.target().input()).isEqualTo("{\"migration\":\"one\"}");
        assertThat(made.target().deadLetterConfig().arn()).endsWith(":dead");
        assertThat(made.target().retryPolicy().maximumEventAgeInSeconds()).isEqualTo(600);
    }

    @Test
    void create_twice_leavesTheFirst() {
        schedules.create("one", NIGHTLY);

        schedules.create("one", new ShiftSpec.GateSchedule("rate(1 hour)", "UTC", null));

        assertThat(client.getSchedule(request -> request.groupName(group).name("one"))
                        .scheduleExpression())
                .isEqualTo("cron(0 2 * * ? *)");
    }

    @Test
    void migrations_namesThatNoScheduleMayHave_areGivenAsTheyAre() {
        String strange = "the second try of a migration (with a name of eighty characters), 1 March 2026!!";
        schedules.create("one", NIGHTLY);
        schedules.create(strange, new ShiftSpec.GateSchedule("rate(1 hour)", "UTC", null));

        assertThat(schedules.migrations()).containsExactlyInAnyOrder("one", strange);
    }

    @Test
    void delete_existing_leavesTheOthers() {
        schedules.create("one", NIGHTLY);
        schedules.create("two", NIGHTLY);

        schedules.delete("one");

        assertThat(schedules.migrations()).containsExactly("two");
    }

    @Test
    void delete_none_isHarmless() {
        assertThatCode(() -> schedules.delete("none")).doesNotThrowAnyException();
    }
}
