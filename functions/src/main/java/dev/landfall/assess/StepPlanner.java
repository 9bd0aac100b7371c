package dev.landfall.assess;

import dev.landfall.addons.AwsTarget;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The order of the migration, with its expected time and stall. */
final class StepPlanner {
    private static final String NONE = "none";

    /** Stores, which are written to; the rest is changed over by a setting. */
    private static final Set<AwsTarget> STORES = EnumSet.of(
            AwsTarget.RDS_POSTGRESQL,
            AwsTarget.RDS_MYSQL,
            AwsTarget.ELASTICACHE_VALKEY,
            AwsTarget.MEMORYDB,
            AwsTarget.OPENSEARCH,
            AwsTarget.AMAZON_MQ,
            AwsTarget.S3,
            AwsTarget.MSK);

    private StepPlanner() {}

    static List<Step> plan(List<PlannedDomain> domains, List<PlannedAddOn> addOns) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                "provision",
                "secret, image, network, service and empty stores on AWS; deployed at weight 0, smoke check, load test",
                "a day, most of it the load test",
                NONE));
        domains.stream().filter(domain -> domain.shift() != null).forEach(domain -> steps.add(shift(domain)));
        addOns.stream()
                .filter(addOn -> STORES.contains(addOn.target()))
                .map(StepPlanner::cutover)
                .forEach(steps::add);
        steps.add(new Step(
                "settle",
                "Heroku stays able to serve, and the way back open; then records are simplified and dynos scaled down",
                "7 days",
                NONE));
        return steps;
    }

    private static Step shift(PlannedDomain domain) {
        ShiftSpec spec = SpecReader.read(String.valueOf(domain.shift()).getBytes(StandardCharsets.UTF_8));
        Duration bakes = spec.steps().stream().map(ShiftSpec.Step::bake).reduce(Duration.ZERO, Duration::plus);
        return new Step(
                "shift " + domain.hostname(),
                spec.steps().size()
                        + " steps of weight, each judged by alarms and probes; both sides use Heroku's stores",
                "at least " + bakes.toHours() + " h, and the old TTL before it",
                NONE);
    }

    private static Step cutover(PlannedAddOn addOn) {
        return new Step(
                "cutover " + addOn.name(),
                addOn.howDataMoves(),
                "see the add-on",
                addOn.stall().words());
    }
}
