package dev.landfall.health;

import java.time.Instant;

/** What was measured of both sides. Implementers leave out NaN and data points outside the time asked for. */
public interface Samples {

    /** The probe's answers of one side between two instants; zero asked when nothing was recorded. */
    ProbeSample probes(String migration, Side side, Instant from, Instant to);

    /** Requests that the load balancer counted; 0 when none or no data. {@code loadBalancer} is app/name/id. */
    long requests(String loadBalancer, Instant from, Instant to);

    enum Side {
        HEROKU,
        AWS
    }

    /**
     * @param asked how many probes
     * @param succeeded how many got the expected status in time
     * @param meanMillis mean latency; 0 when none was asked, NaN when some were asked and no latency is known
     */
    record ProbeSample(long asked, long succeeded, double meanMillis) {
        public static final ProbeSample NONE = new ProbeSample(0, 0, 0);

        public long failed() {
            return asked - succeeded;
        }

        /** Whether it can be: what is read piece by piece may not fit together. */
        public boolean isPlausible() {
            return succeeded >= 0 && succeeded <= asked && Double.isFinite(meanMillis) && meanMillis >= 0;
        }
    }
}
