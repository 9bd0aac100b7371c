package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuStub;
import dev.landfall.heroku.HerokuStub.Trouble;
import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HerokuProgressTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Instant now = Instant.EPOCH;

    @Test
    void read_usedUpRateLimit_tellsHowLongItWaitsAndGoesOn() {
        HerokuProgress progress = progress(false, false);
        try (HerokuStub stub = HerokuStub.builder().build();
                PlatformApi api = stub.next(Trouble.RATE_LIMIT_FOR_90_SECONDS).client(Patience.USUAL, progress)) {
            var inventory = new PlatformInventory(api, new Fingerprints(new byte[32]), stub.clock(), progress);

            assertThat(inventory.read("shop").processes()).hasSize(3);
        }
        assertThat(err.toString()).contains("waiting 90 s", "--no-wait").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void waits_whileALineIsDrawn_clearsItFirst() {
        HerokuProgress progress = progress(true, false);

        progress.begins("formation");
        progress.waits(Duration.ofSeconds(16), "rate limit");

        assertThat(err.toString()).contains("reading formation\r\u001b[KHeroku's rate limit");
    }

    @Test
    void waits_manyRequestsAtOnce_isToldOnce() {
        HerokuProgress progress = progress(false, false);

        for (int i = 0; i < 8; i++) {
            progress.waits(Duration.ofSeconds(90), "rate limit");
        }

        assertThat(err.toString()).hasLineCount(1);
    }

    @Test
    void waits_oneAfterTheOtherAndEquallyLong_tellsEach() {
        HerokuProgress progress = progress(false, false);

        for (int i = 0; i < 3; i++) {
            progress.waits(Duration.ofSeconds(1), "rate limit");
            now = now.plusSeconds(1);
        }

        assertThat(err.toString()).hasLineCount(3);
    }

    @Test
    void waits_whileAToldOneLasts_tellsOnlyALongerOne() {
        HerokuProgress progress = progress(false, false);

        progress.waits(Duration.ofSeconds(16), "rate limit");
        now = now.plusSeconds(8);
        progress.waits(Duration.ofSeconds(16), "rate limit");
        progress.waits(Duration.ofSeconds(90), "rate limit");

        assertThat(err.toString()).contains("waiting 16 s", "waiting 90 s").hasLineCount(2);
    }

    @Test
    void begins_quietOrNotWatched_drawsNothing() {
        progress(true, true).begins("formation");
        progress(false, false).begins("formation");

        assertThat(err.toString()).isEmpty();
    }

    private HerokuProgress progress(boolean interactive, boolean quiet) {
        Terminal terminal =
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), interactive, interactive, false);
        return new HerokuProgress(terminal, () -> now, new DrawnLine(terminal, quiet));
    }
}
