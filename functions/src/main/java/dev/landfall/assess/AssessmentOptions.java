package dev.landfall.assess;

import dev.landfall.lambda.AwsRegions;
import dev.landfall.plan.Echo;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What no source can tell.
 *
 * @param region of AWS
 * @param healthCheckPath with its query; null if a source or nobody tells
 * @param jobs of Heroku Scheduler; null if nobody listed them
 * @param extensions that databases use; null if nobody listed them
 * @param hostedZoneId of Route 53; null if not known yet
 * @param target the load balancer's DNS name; null before it is provisioned
 */
public record AssessmentOptions(
        String region,
        @Nullable String healthCheckPath,
        @Nullable List<ScheduledJob> jobs,
        @Nullable List<DatabaseExtensions> extensions,
        @Nullable String hostedZoneId,
        @Nullable String target,
        Instant now) {
    /** What a URI's path and query are written with, as long as a target group takes it. */
    private static final Pattern PATH = Pattern.compile("/[\\w.~!$&'()*+,;=:@%/?-]{0,1023}");

    /** @throws PlanException if region, path or a job is none that AWS would take */
    public AssessmentOptions {
        requireRegion(region);
        requireHealthCheckPath(healthCheckPath);
        ScheduledJob.requireUsable("jobs", jobs == null ? List.of() : jobs);
    }

    /** @throws PlanException if a region is given, and is none in which anything runs */
    public static void requireRegion(@Nullable String region) {
        if (region != null && !AwsRegions.has(region)) {
            throw new PlanException("region: " + Echo.quote(region) + " must be a region of AWS such as us-east-1");
        }
    }

    /** @throws PlanException if a path is given, and is none that a load balancer could ask for */
    public static void requireHealthCheckPath(@Nullable String path) {
        if (path != null && !PATH.matcher(path).matches()) {
            throw new PlanException("healthCheckPath: " + Echo.quote(path)
                    + " must be a path of at most 1,024 characters such as /up, without a host");
        }
    }

    public List<ScheduledJob> listedJobs() {
        return jobs == null ? List.of() : jobs;
    }

    List<DatabaseExtensions> listedExtensions() {
        return extensions == null ? List.of() : extensions;
    }
}
