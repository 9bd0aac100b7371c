package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.assess.Assessment;
import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuStub;
import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import dev.landfall.heroku.ReadingListener;
import dev.landfall.inventory.Inventory;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A fleet against Heroku's rate limit, in virtual time: the machines' files with their waits, the functions, and the
 * Heroku client over HTTP against a stand-in that counts requests as Heroku does. Each reading takes its time and then
 * happens at one instant, so that a run is the same each time.
 */
class FleetRateLimitTest {
    private static final int APPS = 500;
    private static final int REQUESTS_OF_AN_APP = 21;
    private static final Duration READING = Duration.ofSeconds(5);

    private final AssessMachines machines = new AssessMachines();
    private final HerokuStub heroku = HerokuStub.builder().addOns(4).build();
    private final Budget budget = new Budget();
    private int readings;

    /** As Heroku says of an account: 4,500 requests, and 75 more each minute. */
    private static final class Budget {
        static final int FULL = 4_500;
        static final int A_MINUTE = 75;

        private double left = FULL;
        private Instant at = Assessment.NOW;

        synchronized void passTo(Instant now) {
            left = Math.min(FULL, left + A_MINUTE * (Duration.between(at, now).toMillis() / 60_000.0));
            at = now;
        }

        synchronized int take() {
            if (left < 1) {
                return -1;
            }
            left--;
            return (int) left;
        }
    }

    @AfterEach
    void close() {
        heroku.close();
        machines.close();
    }

    @Test
    void fleetOf500_losesNoAppAndStaysNearTheLimitsOwnBound() {
        read("shop");
        assertThat(heroku.asked()).hasSize(REQUESTS_OF_AN_APP);
        readings = 0;
        heroku.within(budget::take);
        machines.given.heroku(this::read);
        machines.pace(READING);
        String app = "{\"app\": \"shop\", \"region\": \"eu-west-1\"}";
        machines.given.put("fleets/all.json", Collections.nCopies(APPS, app).toString());

        ExecutionDescription fleet = machines.run("fleet", "all", "{\"list\": \"fleets/all.json\"}");

        assertThat(fleet.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Objects.requireNonNull(fleet.output()).path("planned").asInt())
                .isEqualTo(APPS);
        double minutes = Duration.between(fleet.startDate(), Objects.requireNonNull(fleet.stopDate()))
                        .toSeconds()
                / 60.0;
        double bound = (double) (APPS * REQUESTS_OF_AN_APP - Budget.FULL) / Budget.A_MINUTE;
        System.out.printf(
                Locale.ROOT,
                "%d apps of %d requests: %.0f minutes, %.2f times the %.0f of the limit itself; %d readings begun%n",
                APPS,
                REQUESTS_OF_AN_APP,
                minutes,
                minutes / bound,
                bound,
                readings);
        assertThat(minutes / bound).isBetween(1.0, 1.15);
    }

    private Inventory read(String app) {
        readings++;
        budget.passTo(machines.simulation.instant());
        Patience patience = Patience.USUAL.withoutWaiting();
        try (PlatformApi api =
                new PlatformApi(heroku.base(), heroku.token(), patience, machines.simulation, ReadingListener.NONE)) {
            return new PlatformInventory(api, new Fingerprints(new byte[32]), machines.simulation, ReadingListener.NONE)
                    .read(app);
        }
    }
}
