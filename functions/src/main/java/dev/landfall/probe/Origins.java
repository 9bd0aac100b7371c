package dev.landfall.probe;

import dev.landfall.health.Samples;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks origins directly, with Host and SNI of the public name, past DNS. */
public interface Origins {

    /**
     * One GET each, all at once, so that an origin that is slow keeps no other's question waiting. Never throws for what
     * an origin does: no answer is an answer.
     *
     * @return in the questions' order
     */
    List<Answer> ask(List<Question> questions);

    /** @param hostname the public name that the certificate must be for */
    record Question(Target target, String hostname, ShiftSpec.Probe probe) {

        public static Question of(ShiftSpec spec, Samples.Side side) {
            Target target = switch (side) {
                case HEROKU -> spec.heroku();
                case AWS -> spec.aws();
            };
            return new Question(target, spec.hostname(), spec.probe());
        }
    }

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
