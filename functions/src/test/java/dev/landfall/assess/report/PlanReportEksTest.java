package dev.landfall.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.assess.AssessmentOptions;
import dev.landfall.assess.Assessor;
import dev.landfall.assess.ScheduledJob;
import dev.landfall.inventory.SomeInventory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page says of the same app on EKS. */
class PlanReportEksTest {
    private static String page(ScheduledJob... jobs) {
        var app = SomeInventory.withWeb().process("clock", "clockwork", SomeInventory.STANDARD_2X, 1);
        var options = new AssessmentOptions(
                "eu-west-1", "/up", List.of(jobs), null, null, null, Instant.parse("2026-11-21T10:00:00Z"));
        String page =
                PlanReport.of(Assessor.listed().assess(app.build(), null, options), LocalDate.parse("2026-11-21"));
        return page.substring(page.indexOf("The same on EKS")).replaceAll("<[^>]*>\\s*", "|");
    }

    @Test
    void eks_webAndClock_sayHowTheyScaleAreReplacedAndEnd() {
        assertThat(page().replaceAll("\\|+", "|"))
                .contains("|2 to 4|60 % CPU, 90 % memory|RollingUpdate|30 s|/up|")
                .contains("|1|–|Recreate|30 s|–|")
                .contains("adapter")
                .doesNotContain("CronJob");
    }

    @Test
    void eks_scheduledJobs_areCronJobs() {
        assertThat(page(new ScheduledJob("report", "rake report", "cron(30 4 * * ? *)")))
                .contains("Each scheduled job is a CronJob");
    }
}
