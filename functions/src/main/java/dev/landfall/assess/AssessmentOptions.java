package dev.landfall.assess;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What no source can tell.
 *
 * @param region of AWS
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

    public List<ScheduledJob> listedJobs() {
        return jobs == null ? List.of() : jobs;
    }

    List<DatabaseExtensions> listedExtensions() {
        return extensions == null ? List.of() : extensions;
    }
}
