package dev.landfall.preflight;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.probe.Origins;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Both sides must answer now, and be able to until the way back is closed. */
final class OriginChecks {
    private final ShiftSpec spec;
    private final Instant lastNeeded;

    OriginChecks(ShiftSpec spec, Instant now) {
        this.spec = spec;
        Duration longest = spec.longest().plus(spec.soak());
        this.lastNeeded = now.plus(longest).truncatedTo(ChronoUnit.SECONDS);
    }

    void check(String side, Origins.Answer answer, Findings findings) {
        int expected = spec.probe().expectedStatus();
        if (answer.status() == 0) {
            findings.bad(side + " does not answer for " + spec.hostname() + ": " + answer.failure());
        } else if (answer.status() != expected) {
            findings.bad(side + " answers " + answer.status() + " for " + spec.hostname()
                    + spec.probe().path() + " where " + expected + " is expected");
        } else if (spec.probe().scheme().equals("https")) {
            checkCertificate(side, answer, findings);
        } else {
            findings.good(side + " answers " + expected);
        }
    }

    private void checkCertificate(String side, Origins.Answer answer, Findings findings) {
        Instant expires = answer.certificateExpires();
        if (expires == null) {
            findings.bad(side + " answers, but shows no certificate for " + spec.hostname());
        } else if (expires.isAfter(lastNeeded)) {
            findings.good(side + " answers " + answer.status() + " with a certificate until " + expires);
        } else {
            findings.bad(side + " has a certificate until " + expires + ", but steps and soak may last until "
                    + lastNeeded + ": renew it, or shorten deadline or soak");
        }
    }
}
