package dev.landfall.probe;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks an origin directly, with Host and SNI of the public name, past DNS. */
public interface Origins {

    /**
     * One GET. Never throws for what the origin does: no answer is an answer.
     *
     * @param hostname the public name that the certificate must be for
     */
    Answer ask(Target target, String hostname, ShiftSpec.Probe probe);

    /**
     * @param status 0 when none came
     * @param certificateExpires null for http or when the handshake failed
     * @param failure in words, without addresses or secrets; null when an HTTP answer came
     */
    record Answer(
            int status,
            long millis,
            @Nullable Instant certificateExpires,
            @Nullable String failure) {}
}
