package dev.landfall.assess.report;

import dev.landfall.addons.AwsTarget;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.page.Markup;
import dev.landfall.page.Tables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each add-on becomes: a table to read, and behind each row what to know before it moves. */
final class AddOnSection {
    private static final Map<AwsTarget, String> WORDS = Map.ofEntries(
            Map.entry(AwsTarget.RDS_POSTGRESQL, "RDS for PostgreSQL"),
            Map.entry(AwsTarget.RDS_MYSQL, "RDS for MySQL"),
            Map.entry(AwsTarget.ELASTICACHE_VALKEY, "ElastiCache (Valkey)"),
            Map.entry(AwsTarget.ELASTICACHE_MEMCACHED, "ElastiCache (Memcached)"),
            Map.entry(AwsTarget.MEMORYDB, "MemoryDB"),
            Map.entry(AwsTarget.OPENSEARCH, "OpenSearch Service"),
            Map.entry(AwsTarget.AMAZON_MQ, "Amazon MQ"),
            Map.entry(AwsTarget.S3, "S3"),
            Map.entry(AwsTarget.SES, "SES"),
            Map.entry(AwsTarget.MSK, "MSK"),
            Map.entry(AwsTarget.EVENTBRIDGE_SCHEDULER, "EventBridge Scheduler"),
            Map.entry(AwsTarget.CLOUDWATCH_LOGS, "CloudWatch Logs"),
            Map.entry(AwsTarget.ECS_AUTOSCALING, "ECS auto scaling"),
            Map.entry(AwsTarget.ACM, "ACM certificate"),
            Map.entry(AwsTarget.NAT_GATEWAY, "NAT gateway with an Elastic IP"),
            Map.entry(AwsTarget.STAYS, "stays where it is"),
            Map.entry(AwsTarget.NO_ANSWER, "no answer yet"));

    private final Markup html;

    AddOnSection(Markup html) {
        this.html = html;
    }

    void write(List<PlannedAddOn> addOns) {
        if (addOns.isEmpty()) {
            return;
        }
        html.element("h2", "Add-ons");
        Tables.open(html, "add-on", "as", "becomes", "size", "stall");
        for (PlannedAddOn addOn : addOns) {
            Tables.row(
                    html,
                    addOn.name() + (addOn.plan() == null ? "" : ", " + addOn.plan()),
                    addOn.attachments().stream()
                            .map(Attachment::alias)
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    WORDS.getOrDefault(addOn.target(), addOn.target().name().toLowerCase(Locale.ROOT)),
                    size(addOn.targetSize()),
                    addOn.stall().words());
        }
        Tables.close(html);
        addOns.forEach(this::details);
    }

    private static String size(PlannedAddOn.@Nullable TargetSize size) {
        if (size == null) {
            return "–";
        }
        return (size.nodes() > 1 ? size.nodes() + " × " : "")
                + size.type()
                + (size.storageGb() == null ? "" : ", " + size.storageGb() + " GB")
                + (size.highlyAvailable() ? ", Multi-AZ" : "");
    }

    private void details(PlannedAddOn addOn) {
        html.open("details").element("summary", addOn.name() + ": how it moves, and back");
        html.open("ul");
        html.element("li", addOn.why());
        html.element("li", "data: " + addOn.howDataMoves());
        html.element("li", "way back: " + addOn.wayBack());
        if (addOn.engine() != null && addOn.engine().proposed() != null) {
            html.element(
                    "li",
                    "version: " + addOn.engine().heroku() + " on Heroku, "
                            + addOn.engine().engine() + " "
                            + addOn.engine().proposed() + " on AWS");
        }
        if (addOn.extensions() != null) {
            html.element("li", "extensions: " + addOn.extensions());
        }
        if (addOn.shared() != null) {
            html.element("li", "shared: " + addOn.shared());
        }
        addOn.cautions().forEach(caution -> html.element("li", caution));
        if (addOn.source() != null) {
            html.open("li").text("source: ").element("a", addOn.source(), "href", addOn.source());
            html.text(addOn.checked() ? "" : " (not opened by us)").close("li");
        }
        html.close("ul").close("details");
    }
}
