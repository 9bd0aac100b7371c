package dev.landfall.assess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shift will do to each hostname. */
final class DomainPlanner {
    /** Voucherify's weights, which moved a live API in a week of steps. */
    private static final List<Integer> STEPS = List.of(10, 25, 50, 100);

    private static final String BAKE = "PT30M";

    /** Of the records of a shift, in seconds. */
    private static final int SHIFT_TTL = 60;

    private DomainPlanner() {}

    static List<PlannedDomain> plan(Inventory app, AssessmentOptions options) {
        return app.domains().stream().map(domain -> plan(domain, app, options)).toList();
    }

    private static PlannedDomain plan(Domain domain, Inventory app, AssessmentOptions options) {
        @Nullable
        String hosted = domain.hosting() == null ? null : domain.hosting().words();
        if (!domain.kind().equals("custom")) {
            return new PlannedDomain(
                    domain.hostname(),
                    "Heroku's own name; ends with the app, so no link may use it",
                    hosted,
                    null,
                    null);
        }
        if (domain.hostname().startsWith("*.")) {
            return new PlannedDomain(
                    domain.hostname(),
                    "a wildcard: shift the names below it that are used, each by itself",
                    hosted,
                    null,
                    null);
        }
        if (domain.atApex()) {
            return new PlannedDomain(
                    domain.hostname(),
                    "an apex, where DNS allows no CNAME: its traffic moves in one step, before any store is cut over, as"
                            + " finding APEX_DOMAIN says",
                    hosted,
                    null,
                    null);
        }
        return new PlannedDomain(
                domain.hostname(), what(domain.hosting()), hosted, spec(domain, app, options), open(domain, options));
    }

    private static String what(@Nullable Hosting hosting) {
        boolean known = hosting != null && hosting.notLookedUp() == null;
        boolean moves = hosting != null && hosting.elsewhere();
        @Nullable Integer ttl = hosting == null ? null : hosting.ttlSeconds();
        return (moves
                        ? "its zone moves from " + (hosting == null ? "" : hosting.host()) + " to Route 53 first; then "
                        : "")
                + (ttl != null && ttl > SHIFT_TTL
                        ? "the TTL of its record goes from " + ttl + " s to " + SHIFT_TTL + " s; "
                        : "")
                + (known ? "its record in Route 53" : "its record, which must be in Route 53,")
                + " becomes two weighted records, Heroku and AWS; AWS gets 10, 25, 50, 100 %";
    }

    private static JsonNode spec(Domain domain, Inventory app, AssessmentOptions options) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.put("hostname", domain.hostname());
        spec.put("hostedZoneId", options.hostedZoneId() == null ? Blanks.ZONE : options.hostedZoneId());
        spec.putObject("heroku").put("cname", heroku(domain));
        spec.putObject("aws").put("cname", aws(options));
        STEPS.forEach(spec.withArray("steps")::add);
        spec.put("gate", "timer").put("bake", BAKE);
        String name = app.app().name() == null ? "app" : app.app().name();
        spec.putArray("alarms")
                .add(name + "-web-latency")
                .addObject()
                .put("name", name + "-web-5xx")
                .put("sparse", "the load balancer counts errors only when there are some");
        return spec;
    }

    private static String heroku(Domain domain) {
        return domain.target() == null ? Blanks.HEROKU : domain.target();
    }

    private static String aws(AssessmentOptions options) {
        return options.target() == null ? Blanks.aws(options.region()) : options.target();
    }

    private static @Nullable String open(Domain domain, AssessmentOptions options) {
        List<String> open = new ArrayList<>();
        if (domain.hosting() != null && domain.hosting().elsewhere()) {
            open.add("zone " + domain.hosting().zone() + " in Route 53, as finding RECORDS_NOT_IN_ROUTE_53 says");
        }
        if (options.hostedZoneId() == null) {
            open.add("hostedZoneId (--hosted-zone-id)");
        }
        if (domain.target() == null) {
            open.add("heroku.cname (no source tells; `heroku domains`)");
        }
        if (options.target() == null) {
            open.add("aws.cname (--target, once the load balancer is there)");
        }
        open.add("the two alarms, which provisioning makes");
        return String.join("; ", open);
    }
}
