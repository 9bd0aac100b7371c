package dev.landfall.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.assess.AssessmentOptions;
import dev.landfall.assess.Assessor;
import dev.landfall.inventory.SomeInventory;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PlanReportTest {
    @Test
    void finding_thatNamesACommand_setsItAsCode() {
        var options = new AssessmentOptions(
                "eu-west-1", "/up", null, null, null, null, Instant.parse("2026-11-21T10:00:00Z"));
        var app = SomeInventory.withWeb().domain("shop.example.com", "failing", null);

        assertThat(PlanReport.of(Assessor.listed().assess(app.build(), null, options), LocalDate.parse("2026-11-21")))
                .contains("<p>Mend it with <code>heroku certs:auto</code> before the first step.</p>")
                .doesNotContain("`");
    }
}
