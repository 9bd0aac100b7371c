package dev.landfall.sizing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process type on AWS.
 *
 * @param runsAs one sentence
 * @param dyno size and number on Heroku, as known: {@code 4 × performance-l}
 * @param architecture {@code X86_64} or {@code ARM64}, as ECS names them
 * @param fits whether the size has what the process needs; if not, it is Fargate's largest
 * @param measured whether its size comes from use; otherwise from the dyno's size
 * @param reasons the rules that were applied, with their numbers, one line each
 * @param healthCheck null for all but web
 * @param stopTimeoutSeconds from SIGTERM to SIGKILL
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SizedProcess(
        String name,
        Role role,
        String runsAs,
        @Nullable String command,
        String dyno,
        String architecture,
        FargateSize size,
        boolean fits,
        boolean measured,
        Scaling scaling,
        List<String> reasons,
        @Nullable HealthCheck healthCheck,
        int stopTimeoutSeconds,
        Kubernetes kubernetes) {

    public SizedProcess {
        reasons = List.copyOf(reasons);
    }

    /**
     * @param least tasks at any time; all three are equal where nothing scales
     * @param targets what Application Auto Scaling tracks; empty where nothing scales
     */
    public record Scaling(int least, int desired, int most, List<Target> targets) {

        public Scaling {
            targets = List.copyOf(targets);
        }
    }

    /** @param metric a predefined metric of Application Auto Scaling, such as ALBRequestCountPerTarget (per minute) */
    public record Target(String metric, int value) {}

    /**
     * @param found how the path was found, so that a guess is known to be one
     * @param evidence what the app's files tell of it, with file and line, the surest first; null if nobody looked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HealthCheck(
            String path, String found, @Nullable List<String> evidence) {

        public HealthCheck {
            evidence = evidence == null ? null : List.copyOf(evidence);
        }
    }

    /**
     * The same on EKS. There is no CPU limit on purpose: the kernel would hold a pod back at it while the node idles, and
     * the request already keeps its share when the node is busy. What is null was not told by older plans either.
     *
     * @param kind {@code Deployment} or {@code Job}
     * @param limitMemoryMb equal to the request: a pod that may take more is the first to be evicted
     * @param leastReplicas of the HPA; there is none where it equals the most
     * @param targetCpuPercent of the request; null where nothing scales
     * @param targetMemoryPercent of the request; null where nothing scales
     * @param strategy how a deploy replaces its pods; null for a Job
     * @param terminationGracePeriodSeconds from SIGTERM to SIGKILL, as on ECS
     * @param readinessPath null for all but web
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kubernetes(
            String kind,
            int requestCpuMillis,
            int requestMemoryMb,
            int limitMemoryMb,
            int leastReplicas,
            int mostReplicas,
            @Nullable Integer targetCpuPercent,
            @Nullable Integer targetMemoryPercent,
            @Nullable String strategy,
            @Nullable Integer terminationGracePeriodSeconds,
            @Nullable String readinessPath) {}
}
