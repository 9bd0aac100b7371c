package dev.landfall.findings;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.AwsTarget;
import dev.landfall.inventory.HerokuRegions;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Space;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the app runs, and who knows its address. */
final class PlaceRules {
    static final List<Rule> ALL = List.of(
            new Rule("REGION_MISMATCH", PlaceRules::regionMismatch),
            new Rule("REGION_UNKNOWN", PlaceRules::regionUnknown),
            new Rule("PRIVATE_SPACE", PlaceRules::privateSpace),
            new Rule("OUTBOUND_ALLOW_LIST", PlaceRules::outbound),
            new Rule("FIR", facts -> when("fir".equals(facts.app().app().generation()), "generation fir")),
            new Rule("STACK_OLD", PlaceRules::oldStack),
            new Rule("REVIEW_APPS", PlaceRules::pipeline),
            new Rule("MAINTENANCE_ON", facts -> when(facts.app().app().maintenance(), "maintenance mode is on")));

    private static final Pattern SUPPORTED_STACK = Pattern.compile("heroku-2[2-9]|heroku-[3-9]\\d|container|cnb");

    private PlaceRules() {}

    static Stream<String> when(boolean condition, String evidence) {
        return condition ? Stream.of(evidence) : Stream.empty();
    }

    private static Stream<String> regionMismatch(Facts facts) {
        @Nullable String region = facts.app().app().region();
        return HerokuRegions.onAws(region)
                .filter(aws -> !aws.equals(facts.region()))
                .map(aws -> "Heroku's region " + region + " is in " + aws + "; the plan is for " + facts.region())
                .stream();
    }

    private static Stream<String> regionUnknown(Facts facts) {
        @Nullable String region = facts.app().app().region();
        return region == null
                ? Stream.of("no source names the app's region")
                : when(
                        HerokuRegions.onAws(region).isEmpty(),
                        "region " + region + " is not in the list of Heroku's regions");
    }

    private static Stream<String> privateSpace(Facts facts) {
        @Nullable Space space = facts.app().app().space();
        return space == null ? Stream.empty() : Stream.of("space " + space.name() + (space.shield() ? ", shield" : ""));
    }

    private static Stream<String> outbound(Facts facts) {
        @Nullable Space space = facts.app().app().space();
        Stream<String> ofSpace = space == null
                ? Stream.empty()
                : space.outboundAddresses().stream()
                        .map(address -> "space " + space.name() + " goes out from " + address);
        return Stream.concat(
                ofSpace, facts.addOns(PlaceRules::givesFixedAddress).map(addOn -> "add-on " + addOn.service()));
    }

    private static boolean givesFixedAddress(String service) {
        return AddOnMapping.target(service) == AwsTarget.NAT_GATEWAY;
    }

    private static Stream<String> oldStack(Facts facts) {
        App app = facts.app().app();
        return app.stack() == null
                ? Stream.empty()
                : when(!SUPPORTED_STACK.matcher(app.stack()).matches(), "stack " + app.stack());
    }

    private static Stream<String> pipeline(Facts facts) {
        return facts.app().operations() == null || facts.app().operations().pipeline() == null
                ? Stream.empty()
                : Stream.of("pipeline " + facts.app().operations().pipeline());
    }
}
