package dev.landfall.assess;

import dev.landfall.plan.ShiftSpec;
import java.util.Optional;

/**
 * What stands in a plan's shift spec where an operator has yet to fill in: names that exist nowhere, so that a rehearsal
 * takes the spec and a real start is refused.
 */
final class Blanks {
    /** Route 53 gives this id to nobody. */
    static final String ZONE = "ZTOBEFILLEDIN";

    static final String HEROKU = "to-be-filled-in.herokudns.com";

    private static final String AWS = "to-be-provisioned.";

    private Blanks() {}

    static String aws(String region) {
        return AWS + region + ".elb.amazonaws.com";
    }

    static boolean isZone(String id) {
        return id.equals(ZONE);
    }

    static boolean isAws(String name) {
        return name.startsWith(AWS);
    }

    /** The first that is left, with how it is filled in; empty if the spec can run. */
    static Optional<String> in(ShiftSpec spec) {
        if (isZone(spec.hostedZoneId())) {
            return Optional.of(blank("hostedZoneId", spec.hostedZoneId(), "assess again with --hosted-zone-id"));
        }
        if (spec.heroku().connectTo().equals(HEROKU)) {
            return Optional.of(blank("heroku.cname", HEROKU, "`heroku domains` tells it"));
        }
        if (isAws(spec.aws().connectTo())) {
            return Optional.of(blank(
                    "aws.cname", spec.aws().connectTo(), "assess again with --target and the load balancer's name"));
        }
        return Optional.empty();
    }

    private static String blank(String field, String value, String how) {
        return field + ": \"" + value + "\" must be filled in: " + how
                + ", or fill in what `landfall plan spec` prints and start that";
    }
}
