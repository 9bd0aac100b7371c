package dev.landfall.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerSchedulesTest {

    @Test
    void scheduleName_legalMigration_isTheMigration() {
        assertThat(SchedulerSchedules.scheduleName("shop_2026-03.01")).isEqualTo("shop_2026-03.01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop (second try)",
                "a-name-of-sixty-five-characters-which-is-one-more-than-may-be-one",
                "käsekuchen"
            })
    void scheduleName_otherMigration_isLegalAndNotTooLong(String migration) {
        assertThat(SchedulerSchedules.scheduleName(migration))
                .matches("[0-9a-zA-Z-_.]{1,64}")
                .isNotEqualTo(migration);
    }

    @Test
    void scheduleName_migrationsAlikeInTheirLegalPart_differ() {
        assertThat(SchedulerSchedules.scheduleName("shop (a)"))
                .isNotEqualTo(SchedulerSchedules.scheduleName("shop [a]"));
        assertThat(SchedulerSchedules.scheduleName("x".repeat(79) + "a"))
                .isNotEqualTo(SchedulerSchedules.scheduleName("x".repeat(79) + "b"));
    }
}
