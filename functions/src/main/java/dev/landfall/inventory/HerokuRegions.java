package dev.landfall.inventory;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Heroku's regions and the AWS regions that they are in.
 *
 * @see <a href="https://devcenter.heroku.com/articles/regions">Heroku's list</a>
 */
public final class HerokuRegions {
    private static final Map<String, String> AWS = Map.ofEntries(
            Map.entry("us", "us-east-1"),
            Map.entry("eu", "eu-west-1"),
            Map.entry("virginia", "us-east-1"),
            Map.entry("oregon", "us-west-2"),
            Map.entry("dublin", "eu-west-1"),
            Map.entry("frankfurt", "eu-central-1"),
            Map.entry("london", "eu-west-2"),
            Map.entry("montreal", "ca-central-1"),
            Map.entry("mumbai", "ap-south-1"),
            Map.entry("singapore", "ap-southeast-1"),
            Map.entry("sydney", "ap-southeast-2"),
            Map.entry("tokyo", "ap-northeast-1"));

    private HerokuRegions() {}

    /** Empty if the region is not known, or not one of the list. */
    public static Optional<String> onAws(@Nullable String region) {
        return Optional.ofNullable(region == null ? null : AWS.get(region));
    }
}
