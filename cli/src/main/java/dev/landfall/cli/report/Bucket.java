package dev.landfall.cli.report;

import dev.landfall.rehearsal.Timeline.Minute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Some minutes drawn as one point, so that a shift of a week gives no larger drawing than one of an hour.
 *
 * @param heroku requests per minute, mean
 * @param aws requests per minute, mean
 * @param failed share of all requests, 0 to 1
 */
record Bucket(Instant from, Instant to, double heroku, double aws, double failed) {

    /** @param most more than this are not drawn */
    static List<Bucket> of(List<Minute> minutes, int most) {
        int size = Math.max(1, Math.ceilDiv(minutes.size(), most));
        List<Bucket> buckets = new ArrayList<>();
        for (int from = 0; from < minutes.size(); from += size) {
            buckets.add(of(minutes.subList(from, Math.min(from + size, minutes.size()))));
        }
        return buckets;
    }

    private static Bucket of(List<Minute> some) {
        long heroku = some.stream().mapToLong(Minute::herokuRequests).sum();
        long aws = some.stream().mapToLong(Minute::awsRequests).sum();
        long failed =
                some.stream().mapToLong(m -> m.herokuFailed() + m.awsFailed()).sum();
        return new Bucket(
                some.getFirst().at(),
                some.getLast().at().plusSeconds(60),
                (double) heroku / some.size(),
                (double) aws / some.size(),
                heroku + aws == 0 ? 0 : (double) failed / (heroku + aws));
    }

    double all() {
        return heroku + aws;
    }
}
