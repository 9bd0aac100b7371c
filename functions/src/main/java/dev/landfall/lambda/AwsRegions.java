package dev.landfall.lambda;

import software.amazon.awssdk.regions.Region;

/** Those that the SDK of this version knows. */
public final class AwsRegions {
    private AwsRegions() {}

    /** Such as aws-global is none in which anything runs. */
    public static boolean has(String name) {
        return Region.regions().stream()
                .anyMatch(region -> !region.isGlobalRegion() && region.id().equals(name));
    }
}
