package dev.landfall.assess;

import dev.landfall.addons.AwsTarget;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.addons.PlannedAddOn.TargetSize;
import dev.landfall.cost.CostLine;
import dev.landfall.cost.Price;
import dev.landfall.cost.Prices;
import dev.landfall.cost.Quantity;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Origin;
import dev.landfall.sizing.DynoSizes;
import dev.landfall.sizing.Role;
import dev.landfall.sizing.SizedProcess;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Counts what can be counted, and names what cannot. */
final class CostPlanner {
    private static final String LISTED = "Heroku's list prices (https://www.heroku.com/pricing)";
    private static final String TOLD = "Heroku's Platform API, as read for this plan";
    private static final String WRITTEN = "the recorded inventory, which does not date it";

    private static final String ECO = "eco";

    private final Prices prices;
    private final String region;
    private final String today;
    private final List<CostLine> lines = new ArrayList<>();
    private final List<String> notCounted = new ArrayList<>();

    private CostPlanner(Prices prices, String region, String today) {
        this.prices = prices;
        this.region = region;
        this.today = today;
    }

    /** @param today ISO date, of what the Platform API tells */
    static Costs plan(
            Prices prices,
            String region,
            String today,
            Inventory app,
            List<SizedProcess> processes,
            List<PlannedAddOn> addOns) {
        CostPlanner planner = new CostPlanner(prices, region, today);
        app.processes().forEach(planner::dynos);
        app.addOns().forEach(planner::addOn);
        processes.forEach(planner::tasks);
        planner.surroundings(processes, addOns);
        addOns.forEach(planner::target);
        planner.neverCounted();
        return Costs.of(planner.lines, planner.notCounted);
    }

    // ---- Heroku

    private void dynos(ProcessType process) {
        if (process.quantity() != null && process.quantity() == 0) {
            return;
        }
        if (process.size() != null && process.size().name().equalsIgnoreCase(ECO)) {
            notCounted.add(
                    "Heroku, " + process.name() + ": eco has one flat price an account ($5), not one for each app");
            return;
        }
        if (process.size() == null || process.size().centsPerMonth() == null || process.quantity() == null) {
            notCounted.add("Heroku, " + process.name() + ": no source tells "
                    + (process.size() == null ? "its size" : process.quantity() == null ? "how many" : "its price"));
            return;
        }
        int most = process.most() == null ? process.quantity() : process.most();
        boolean told = process.from().contains(Origin.PLATFORM_API);
        lines.add(CostLine.heroku(
                process.name() + ": " + process.size().name(),
                new Quantity(BigDecimal.valueOf(process.quantity()), BigDecimal.valueOf(most)),
                process.size().centsPerMonth(),
                told ? today : DynoSizes.PRICES_OF,
                told ? TOLD : LISTED));
    }

    private void addOn(AddOn addOn) {
        String name = addOn.service() + (addOn.plan() == null ? "" : ":" + addOn.plan());
        if (addOn.centsPerMonth() == null) {
            notCounted.add("Heroku, " + name + ": no source tells its price");
            return;
        }
        boolean told = addOn.from().contains(Origin.PLATFORM_API);
        lines.add(CostLine.heroku(
                name, Quantity.of(1), addOn.centsPerMonth(), told ? today : null, told ? TOLD : WRITTEN));
    }

    // ---- AWS

    private void tasks(SizedProcess process) {
        if (process.scaling().most() == 0) {
            return;
        }
        if (!process.fits()) {
            notCounted.add("AWS, " + process.name() + ": counted as Fargate's largest task, which is too small");
        }
        String kind = process.architecture().equals("ARM64") ? "arm64" : "x86";
        add(
                process.name() + ": vCPU",
                "fargate.vcpu." + kind,
                hours(process, process.size().vcpu()));
        add(
                process.name() + ": memory",
                "fargate.memory." + kind,
                hours(process, process.size().memoryGb()));
    }

    /** From the least number of tasks all month to the most all month; autoscaling lies between. */
    private static Quantity hours(SizedProcess process, double each) {
        BigDecimal size = BigDecimal.valueOf(each);
        Quantity hours =
                Quantity.hours(process.scaling().least(), process.scaling().most());
        return new Quantity(hours.low().multiply(size), hours.high().multiply(size));
    }

    private void surroundings(List<SizedProcess> processes, List<PlannedAddOn> addOns) {
        if (processes.stream().anyMatch(process -> process.role() == Role.WEB)) {
            add("load balancer", "alb", Quantity.hours(1, 1));
            notCounted.add("AWS: the load balancer's capacity units (LCU), which depend on connections and bytes");
        }
        boolean fixedAddress = addOns.stream().anyMatch(addOn -> addOn.target() == AwsTarget.NAT_GATEWAY);
        add("NAT gateway" + (fixedAddress ? ", the fixed address" : ""), "nat", Quantity.hours(1, 2));
        add("secret", "secrets.secret", Quantity.of(1));
    }

    private void target(PlannedAddOn addOn) {
        switch (addOn.target()) {
            case STAYS -> notCounted.add("AWS, " + addOn.name() + ": stays with its vendor, at the vendor's price");
            case NO_ANSWER -> notCounted.add("AWS, " + addOn.name() + ": nobody has decided what it becomes");
            case EVENTBRIDGE_SCHEDULER, ECS_AUTOSCALING, ACM, NAT_GATEWAY -> {
                // Free, or a line of its own above.
            }
            case CLOUDWATCH_LOGS, S3, SES ->
                notCounted.add("AWS, " + addOn.name() + ": paid by volume, which no source tells");
            case RDS_POSTGRESQL,
                    RDS_MYSQL,
                    ELASTICACHE_VALKEY,
                    ELASTICACHE_MEMCACHED,
                    MEMORYDB,
                    OPENSEARCH,
                    AMAZON_MQ,
                    MSK -> store(addOn);
        }
    }

    private void store(PlannedAddOn addOn) {
        TargetSize size = addOn.targetSize();
        if (size == null) {
            notCounted.add("AWS, " + addOn.name() + ": "
                    + (addOn.plan() == null
                            ? "no plan is named, so no size is known"
                            : "no size is known for plan " + addOn.plan()));
            return;
        }
        add(addOn.name() + ": " + size.type(), size.priceKey(), Quantity.hours(size.nodes(), size.nodes()));
        if (size.storageGb() != null) {
            add(addOn.name() + ": " + size.storageGb() + " GB", storageKey(size), Quantity.of(size.storageGb()));
        }
    }

    /** Of the same engine and zones as the instance, such as {@code rds.mysql.single-az.db.t4g.micro}. */
    private static String storageKey(TargetSize size) {
        return size.priceKey().replaceFirst("\\.db\\..*", ".gp3");
    }

    private void add(String what, String key, Quantity quantity) {
        Optional<Price> price = prices.price(key, region);
        price.ifPresentOrElse(
                found -> lines.add(CostLine.aws(what, quantity, found)),
                () -> notCounted.add(
                        String.format(Locale.ROOT, "AWS, %s: no price of %s is known in %s", what, key, region)));
    }

    private void neverCounted() {
        notCounted.add("AWS: data transfer, logs, backups, images, metrics and alarms, which depend on volume");
        notCounted.add("AWS: task time of release commands and scheduled jobs, which depends on how long they run");
        notCounted.add(
                "AWS: public IPv4 addresses, by the hour: one for each NAT gateway and each zone of a load balancer");
        notCounted.add("AWS: Route 53, which takes a fee for each zone and for queries");
        notCounted.add("AWS: if on EKS, the control plane, by the hour; the lines above are ECS's");
        notCounted.add("Both: support plans, taxes, discounts, savings plans");
    }
}
