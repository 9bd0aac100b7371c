package dev.landfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.Json;
import dev.landfall.sizing.SizedProcess.HealthCheck;
import dev.landfall.sizing.SizedProcess.Kubernetes;
import dev.landfall.sizing.SizedProcess.Target;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.Distribution;
import dev.landfall.usage.Usage.ProcessUsage;
import dev.landfall.usage.Usage.Requests;
import dev.landfall.usage.Usage.Spike;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizingTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final DynoSizes DYNOS = DynoSizes.listed();

    private static SizedProcess web(DynoSize dyno, int quantity, @Nullable Usage usage) {
        var app = SomeInventory.withoutProcesses()
                .process("web", "bundle exec puma", dyno, quantity)
                .build();
        return new Sizing(DYNOS).size(app, usage, null).getFirst();
    }

    private static DynoSize dyno(String name) {
        return DYNOS.find(name).orElseThrow();
    }

    private static Usage used(double memoryMax, double loadP95, double spike) {
        return used(memoryMax, loadP95, loadP95 * 1.2, spike);
    }

    private static Usage used(double memoryMax, double loadP95, double loadP99, double spike) {
        Distribution memory = new Distribution(100, memoryMax / 2, memoryMax * 0.8, memoryMax * 0.9, memoryMax);
        Distribution load = new Distribution(100, loadP95 / 2, loadP95, loadP99, Math.max(loadP95 * 2, loadP99));
        Distribution service = new Distribution(100, 20, 50, 80, 900);
        Requests requests =
                new Requests(1000, service, Map.of("2xx", 1000L), List.of(), new Spike(MONDAY, spike), 0, 0);
        Map<String, ProcessUsage> web = Map.of("web", new ProcessUsage(2, memory, null, load));
        return new Usage(MONDAY, MONDAY.plusSeconds(3600), 100, 0, web, requests, Map.of(), null);
    }

    /** No dyno becomes less memory than it had: 2560 MB are not 2048. */
    @ParameterizedTest
    @CsvSource({
        "standard-1x, 512, 1024",
        "standard-2x, 1024, 2048",
        "performance-m, 2048, 4096",
        "performance-l, 8192, 16384",
        "performance-l-ram, 4096, 30720",
        "performance-xl, 16384, 65536"
    })
    void size_notMeasured_comesFromTheDyno(String name, int units, int mb) {
        SizedProcess sized = web(dyno(name), 2, null);

        assertThat(sized.size()).isEqualTo(new FargateSize(units, mb));
        assertThat(sized.size().memoryMb()).isGreaterThanOrEqualTo(dyno(name).memoryMb());
        assertThat(sized.measured()).isFalse();
        assertThat(sized.reasons()).anyMatch(reason -> reason.startsWith("memory: not measured"));
    }

    @Test
    void size_measured_leavesHeadRoomAndSaysHowMuch() {
        SizedProcess sized = web(dyno("performance-l"), 4, used(2000, 0.6, 40));

        // p99 1800 MB × 1.25 = 2250 MB; load 0.6 / 0.7 = 878 units
        assertThat(sized.size()).isEqualTo(new FargateSize(1024, 3072));
        assertThat(sized.measured()).isTrue();
        assertThat(sized.reasons())
                .contains(
                        "memory: p99 1800 MB × 1.25, and no less than the largest seen, 2000 MB: 2250 MB",
                        "CPU: load p95 0.60, at which a task shall be busy to 70 %, and no less than p99, 0.72: 878 units");
    }

    /** 70 % of one time in twenty is below what a dyno with short peaks uses of its CPU. */
    @Test
    void size_p99FarAboveP95_isNotBelowP99() {
        SizedProcess sized = web(dyno("performance-l"), 4, used(2000, 0.6, 1.8, 40));

        assertThat(sized.size().cpuUnits()).isEqualTo(2048);
        assertThat(sized.kubernetes().requestCpuMillis()).isEqualTo(1800);
        assertThat(sized.reasons())
                .contains("CPU: load p95 0.60, at which a task shall be busy to 70 %, and no less than p99, 1.80:"
                        + " 1843 units");
    }

    /** CPU goes by the load of 99 % of the time, so that what is above it has to be said. */
    @Test
    void size_largestLoadAboveTheTask_saysSo() {
        // p95 0.3 makes a task of 0.5 vCPU, and the largest was 0.6
        assertThat(web(dyno("standard-2x"), 2, used(700, 0.3, 40)).reasons())
                .contains("CPU: the largest load seen, 0.60, is above these 0.50 vCPU; work waits at such times");
        // p95 0.4 makes one of 1 vCPU, and the largest was 0.8
        assertThat(web(dyno("standard-2x"), 2, used(700, 0.4, 40)).reasons())
                .noneMatch(reason -> reason.contains("work waits"));
    }

    @Property(tries = 200)
    void size_measured_isNeverBelowWhatTheDynoUsed(
            @ForAll @DoubleRange(min = 1, max = 120_000) double memory,
            @ForAll @DoubleRange(min = 0, max = 15) double load,
            @ForAll @DoubleRange(min = 1, max = 4) double peak) {
        double p99 = load * peak;
        SizedProcess sized = web(dyno("performance-2xl"), 1, used(memory, load, p99, 1));

        assertThat(!sized.fits() || sized.size().memoryMb() >= memory).isTrue();
        assertThat(sized.kubernetes().limitMemoryMb()).isGreaterThanOrEqualTo((int) memory);
        assertThat(!sized.fits() || sized.size().vcpu() >= p99).isTrue();
        assertThat(sized.kubernetes().requestCpuMillis()).isGreaterThanOrEqualTo((int) (p99 * 1000));
    }

    @Test
    void scaling_measuredRequests_haveRoomForThreeTimesTheSpike() {
        SizedProcess sized = web(dyno("performance-l"), 4, used(2000, 0.6, 40));

        // 40 a second on four dynos are 600 a minute each, of which 70 %
        assertThat(sized.scaling().targets()).contains(new Target("ALBRequestCountPerTarget", 420));
        assertThat(sized.scaling().most()).isEqualTo(18);
        assertThat(sized.scaling().least()).isEqualTo(4);
    }

    @Test
    void scaling_ofFewerDynosThanServedTheSpike_goesByThoseThatServedIt() {
        SizedProcess sized = web(dyno("performance-l"), 1, used(2000, 0.6, 40));

        // 40 a second on the two dynos of the log are 1,200 a minute each, of which 70 %
        assertThat(sized.scaling().targets()).contains(new Target("ALBRequestCountPerTarget", 840));
        assertThat(sized.scaling().most()).isEqualTo(9);
    }

    @Test
    void scaling_notMeasured_hasNoTargetOnRequests() {
        assertThat(web(dyno("standard-2x"), 2, null).scaling().targets())
                .extracting(Target::metric)
                .containsExactly("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization");
    }

    @Test
    void scaling_hardlyAnyRequests_makesNoTargetOfThem() {
        assertThat(web(dyno("standard-2x"), 2, used(500, 0.2, 0.3)).scaling().targets())
                .extracting(Target::metric)
                .doesNotContain("ALBRequestCountPerTarget");
    }

    @Test
    void scaling_aTypeScaledToZero_isMadeAndRunsNothing() {
        assertThat(web(dyno("standard-2x"), 0, null).scaling().most()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "web, puma, WEB",
        "release, rake db:migrate, RELEASE",
        "worker, sidekiq, WORKER",
        "background_worker, server background-worker, WORKER",
        "clock, ruby clock.rb, CLOCK",
        "jobs, bundle exec clockwork lib/clock.rb, CLOCK",
        "beat, celery -A app beat, CLOCK",
        "tasks, celery -A app beat -l info, CLOCK",
        "timeline, node timeline.js, WORKER"
    })
    void role_ofAProcessType_isToldByNameAndProgram(String name, String command, Role role) {
        assertThat(Role.of(name, command)).isEqualTo(role);
    }

    @Test
    void scaling_aClock_isNeverTwo() {
        var app = SomeInventory.withoutProcesses()
                .process("clock", "clockwork", dyno("standard-1x"), 3)
                .build();
        SizedProcess clock = new Sizing(DYNOS).size(app, null, null).getFirst();

        assertThat(clock.scaling().most()).isEqualTo(1);
        assertThat(clock.runsAs()).contains("exactly one task");
    }

    private static SizedProcess sized(String name, int quantity) {
        var app = SomeInventory.withoutProcesses()
                .process(name, "run", dyno("standard-2x"), quantity)
                .build();
        return new Sizing(DYNOS).size(app, null, "/up").getFirst();
    }

    /** Heroku's own: what ends in time there ends in time here. */
    @ParameterizedTest
    @ValueSource(strings = {"web", "worker", "clock", "release"})
    void stopTimeout_ofAnyProcess_isThatOfHeroku(String name) {
        assertThat(sized(name, 1).stopTimeoutSeconds()).isEqualTo(30);
    }

    @Test
    void kubernetes_web_scalesAndIsAskedWhetherItIsReady() {
        assertThat(sized("web", 2).kubernetes())
                .isEqualTo(new Kubernetes("Deployment", 1000, 1024, 1024, 2, 4, 60, 90, "RollingUpdate", 30, "/up"));
    }

    @Test
    void kubernetes_worker_scalesAndHasNoPath() {
        assertThat(sized("worker", 2).kubernetes())
                .isEqualTo(new Kubernetes("Deployment", 1000, 1024, 1024, 2, 4, 60, 90, "RollingUpdate", 30, null));
    }

    @Test
    void kubernetes_clock_isNeverTwoAlsoInADeploy() {
        assertThat(sized("clock", 3).kubernetes())
                .isEqualTo(new Kubernetes("Deployment", 1000, 1024, 1024, 1, 1, null, null, "Recreate", 30, null));
    }

    @Test
    void kubernetes_release_isAJobWithoutReplicas() {
        assertThat(sized("release", 0).kubernetes())
                .isEqualTo(new Kubernetes("Job", 1000, 1024, 1024, 0, 0, null, null, null, 30, null));
    }

    /** A request has no room but the headroom, so that the usual load must not reach the target. */
    @Test
    void kubernetes_measured_doesNotScaleOnItsUsualMemory() {
        Usage usage = used(2000, 0.6, 40);
        Kubernetes pod = web(dyno("performance-l"), 4, usage).kubernetes();

        // load 0.6 / 0.7; p99 1800 MB × 1.25
        assertThat(pod.requestCpuMillis()).isEqualTo(858);
        assertThat(pod.requestMemoryMb()).isEqualTo(2250);
        assertThat(pod.limitMemoryMb()).isEqualTo(2250);
        assertThat(pod.mostReplicas()).isEqualTo(18);
        assertThat(pod.targetMemoryPercent()).isEqualTo(Sizing.POD_MEMORY_PERCENT);
        assertThat(Sizing.POD_MEMORY_PERCENT * 2250 / 100).isGreaterThan(1800);
    }

    /** A node may have what no task has. */
    @Test
    void kubernetes_moreThanFargateHas_isAskedForAllTheSame() {
        assertThat(web(dyno("performance-2xl"), 1, null).kubernetes().requestMemoryMb())
                .isEqualTo(dyno("performance-2xl").memoryMb());
        // load 14 / 0.7
        assertThat(web(dyno("performance-2xl"), 1, used(2000, 14, 40))
                        .kubernetes()
                        .requestCpuMillis())
                .isEqualTo(20_000);
    }

    @Test
    void kubernetes_ofAnOlderPlan_isRead() throws JsonProcessingException {
        String older = """
                {"kind": "Deployment", "requestCpuMillis": 500, "requestMemoryMb": 1024, "limitMemoryMb": 1024,
                 "leastReplicas": 2, "mostReplicas": 4, "targetCpuPercent": 60}""";

        assertThat(Json.MAPPER.readValue(older, Kubernetes.class))
                .isEqualTo(new Kubernetes("Deployment", 500, 1024, 1024, 2, 4, 60, null, null, null, null));
    }

    private static HealthCheck healthCheck(@Nullable String given, HealthCheckPath... told) {
        Inventory app = SomeInventory.withWeb().healthChecks(told).build();
        return Objects.requireNonNull(
                new Sizing(DYNOS).size(app, null, given).getFirst().healthCheck());
    }

    @Test
    void healthCheck_givenThenFoundThenLikelyThenAssumed_saysWhich() {
        HealthCheckPath found = new HealthCheckPath("/up", "Dockerfile:2", "HEALTHCHECK", true);
        HealthCheckPath likely = new HealthCheckPath("/health", "app.js:7", "a route of this name", false);

        assertThat(healthCheck("/alive", found))
                .isEqualTo(
                        new HealthCheck("/alive", "given by the operator", List.of("Dockerfile:2: /up, HEALTHCHECK")));
        assertThat(healthCheck(null, found, likely))
                .isEqualTo(new HealthCheck(
                        "/up",
                        "found: Dockerfile:2, HEALTHCHECK",
                        List.of("Dockerfile:2: /up, HEALTHCHECK", "app.js:7: /health, a route of this name")));
        assertThat(healthCheck(null, likely).found())
                .isEqualTo("likely: app.js:7, a route of this name; give --health-check-path to be sure");
        assertThat(healthCheck(null))
                .isEqualTo(new HealthCheck("/", "assumed: no source tells; give --health-check-path", List.of()));
    }

    /** What runs is kept: an image for the other CPU would not start. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cedar | | | X86_64 | x86-64, as the dynos are; arm64 costs a fifth less once the image is built for it",
                "fir | | | X86_64 | Fir runs images for either; x86-64 until the image says otherwise",
                "fir | | arm64 | ARM64 | arm64, since dyno-1c-0.5gb is arm64",
                "fir | arm64 | | ARM64 | arm64, since the app is built for arm64",
                "fir | aarch64 | amd64 | ARM64 | arm64, since the app is built for aarch64",
                "cedar | amd64 | arm64 | X86_64 | x86-64, since the app is built for amd64; arm64 costs a fifth less"
                        + " once the image is built for it",
                "fir | amd64 arm64 | arm64 | ARM64 | arm64, since dyno-1c-0.5gb is arm64",
                "fir | amd64 arm64 | AMD64 | X86_64 | x86-64, since dyno-1c-0.5gb is AMD64; arm64 costs a fifth less"
                        + " once the image is built for it",
                "fir | amd64 arm64 | | X86_64 | x86-64; the app is built for amd64, arm64, and no source tells the dyno's",
                "fir | riscv64 | arm64 | X86_64 | x86-64 until somebody looks: the app is built for riscv64, which"
                        + " Fargate has not"
            })
    void architecture_ofWhatRuns_isKeptWithItsReason(
            String generation, @Nullable String builds, @Nullable String dyno, String architecture, String reason) {
        DynoSize size = new DynoSize("dyno-1c-0.5gb", 512, 1, null, null, dyno);
        SomeInventory app =
                SomeInventory.withoutProcesses().on("cnb", generation).process("web", "puma", size, 1);
        if (builds != null) {
            app.builtFor(builds.split(" "));
        }
        SizedProcess sized = new Sizing(DYNOS).size(app.build(), null, "/up").getFirst();

        assertThat(sized.architecture()).isEqualTo(architecture);
        assertThat(sized.reasons()).contains("architecture: " + reason);
    }

    @Test
    void size_moreThanFargateHas_doesNotFit() {
        assertThat(web(dyno("performance-2xl"), 1, null).fits()).isFalse();
    }

    @Test
    void dynoSizes_namesInTheWild_areKnown() {
        assertThat(DYNOS.find("Hobby")).map(DynoSize::memoryMb).contains(512);
        assertThat(DYNOS.find("Standard-1X")).map(DynoSize::centsPerMonth).contains(2500);
        assertThat(DYNOS.find("dyno-1c-0.5gb")).map(DynoSize::memoryMb).contains(512);
        assertThat(DYNOS.find("enormous")).isEmpty();
    }
}
