package dev.landfall.sizing;

import static java.lang.String.format;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.sizing.SizedProcess.HealthCheck;
import dev.landfall.sizing.SizedProcess.Kubernetes;
import dev.landfall.sizing.SizedProcess.Scaling;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.ProcessUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how each process type runs. Pure: facts in, sizes out, each with the rule that made it. */
public final class Sizing {
    /** Memory above the largest use seen: a leak's or a deploy's share, and the next week's. */
    static final double MEMORY_HEADROOM = 1.25;

    /** A task is busy at this share of its CPU at the load that is exceeded 5 % of the time. */
    static final double CPU_BUSY = 0.7;

    /** Fargate's least. */
    private static final int LEAST_CPU_UNITS = 256;

    private static final int VCPU = 1024;
    private static final int MILLIS = 1000;

    /** Heroku kills 30 s after SIGTERM; ECS's own default is the same. What ends in time there ends in time here. */
    private static final int STOP_SECONDS = 30;

    /**
     * Of a pod's memory request, which has no room beyond {@link #MEMORY_HEADROOM}: p99 may be at 80 % of it, so that the
     * 75 % of a Fargate task, whose size is rounded up, would scale on what is usual.
     */
    static final int POD_MEMORY_PERCENT = 90;

    /** What a dyno has if no source names its size: Heroku's default for new apps that pay for each dyno. */
    private static final String DEFAULT_DYNO = "standard-1x";

    private final DynoSizes dynos;

    public Sizing(DynoSizes dynos) {
        this.dynos = dynos;
    }

    /** @param healthCheckPath as the operator gave it */
    public List<SizedProcess> size(Inventory app, @Nullable Usage usage, @Nullable String healthCheckPath) {
        return app.processes().stream()
                .map(process -> size(process, app, usage, healthCheckPath))
                .toList();
    }

    private SizedProcess size(
            ProcessType process, Inventory app, @Nullable Usage usage, @Nullable String healthCheckPath) {
        List<String> reasons = new ArrayList<>();
        Role role = Role.of(process.name(), process.command());
        DynoSize dyno = dyno(process, reasons);
        ProcessUsage used = usage == null ? null : usage.processes().get(process.name());
        double memory = memoryMb(dyno, used, reasons);
        double cpu = cpuUnits(dyno, used, reasons);
        Optional<FargateSize> fitting = FargateSize.atLeast(cpu, memory);
        FargateSize size = fitting.orElseGet(FargateSize::largest);
        reasons.add(format(
                Locale.ROOT,
                "Fargate: %s %.2f vCPU, %.1f GB",
                fitting.isPresent() ? "the smallest with both is" : "none is as large; the largest is",
                size.vcpu(),
                size.memoryGb()));
        noteLargestLoad(used, size, reasons);
        Scaling scaling = Replicas.of(role, process, usage, reasons);
        @Nullable HealthCheck healthCheck = role == Role.WEB ? healthCheck(healthCheckPath, app.healthChecks()) : null;
        return new SizedProcess(
                process.name(),
                role,
                role.runsAs(),
                process.command(),
                (process.quantity() == null ? "?" : process.quantity()) + " × " + dyno.name(),
                Architecture.of(app.app(), dyno, reasons),
                size,
                fitting.isPresent(),
                used != null && used.memoryMb() != null && used.load() != null,
                scaling,
                reasons,
                healthCheck,
                STOP_SECONDS,
                kubernetes(role, memory, cpu, scaling, healthCheck));
    }

    private DynoSize dyno(ProcessType process, List<String> reasons) {
        if (process.size() == null) {
            reasons.add("size: no source names the dyno size; " + DEFAULT_DYNO + " is assumed");
            return dynos.find(DEFAULT_DYNO).orElseThrow();
        }
        return process.size();
    }

    /** Never below what the dyno had been using; swap counts, since Fargate has none. */
    private static double memoryMb(DynoSize dyno, @Nullable ProcessUsage used, List<String> reasons) {
        if (used == null || used.memoryMb() == null) {
            reasons.add(format(Locale.ROOT, "memory: not measured; the dyno's %d MB", dyno.memoryMb()));
            return dyno.memoryMb();
        }
        double largest = used.memoryMb().max();
        double wanted = Math.max(largest, used.memoryMb().p99() * MEMORY_HEADROOM);
        reasons.add(format(
                Locale.ROOT,
                "memory: p99 %.0f MB × %.2f, and no less than the largest seen, %.0f MB: %.0f MB",
                used.memoryMb().p99(),
                MEMORY_HEADROOM,
                largest,
                wanted));
        return wanted;
    }

    /** A load above the dyno's CPUs is a queue, not use; but it is work that waits, so it is not cut off. */
    private double cpuUnits(DynoSize dyno, @Nullable ProcessUsage used, List<String> reasons) {
        if (used == null || used.load() == null) {
            double vcpu = dynos.vcpu(dyno).orElse((double) LEAST_CPU_UNITS / VCPU);
            int units = nearestCpu(vcpu);
            reasons.add(format(
                    Locale.ROOT,
                    "CPU: not measured; %s has %.2f vCPU at best, nearest is %d",
                    dyno.name(),
                    vcpu,
                    units));
            return units;
        }
        double wanted = Math.max(
                LEAST_CPU_UNITS,
                Math.max(used.load().p95() / CPU_BUSY, used.load().p99()) * VCPU);
        reasons.add(format(
                Locale.ROOT,
                "CPU: load p95 %.2f, at which a task shall be busy to %.0f %%, and no less than p99, %.2f: %.0f units",
                used.load().p95(),
                CPU_BUSY * 100,
                used.load().p99(),
                wanted));
        return wanted;
    }

    /** CPU is sized for 99 % of the time, so that it may be too little for the largest; of memory that would be a kill. */
    private static void noteLargestLoad(@Nullable ProcessUsage used, FargateSize size, List<String> reasons) {
        if (used != null && used.load() != null && used.load().max() > size.vcpu()) {
            reasons.add(format(
                    Locale.ROOT,
                    "CPU: the largest load seen, %.2f, is above these %.2f vCPU; work waits at such times",
                    used.load().max(),
                    size.vcpu()));
        }
    }

    private static int nearestCpu(double vcpu) {
        int units = LEAST_CPU_UNITS;
        while (units < FargateSize.largest().cpuUnits() && vcpu * VCPU > units * Math.sqrt(2)) {
            units *= 2;
        }
        return units;
    }

    /** What the operator gives goes first, then what a file says, then what one suggests. */
    private static HealthCheck healthCheck(@Nullable String given, @Nullable List<HealthCheckPath> told) {
        List<String> evidence = told == null
                ? null
                : told.stream()
                        .map(path -> path.where() + ": " + path.path() + ", " + path.what())
                        .toList();
        if (given != null) {
            return new HealthCheck(given, "given by the operator", evidence);
        }
        if (told == null || told.isEmpty()) {
            return new HealthCheck("/", "assumed: no source tells; give --health-check-path", evidence);
        }
        HealthCheckPath first = told.getFirst();
        String where = first.where() + ", " + first.what();
        return new HealthCheck(
                first.path(),
                first.certain() ? "found: " + where : "likely: " + where + "; give --health-check-path to be sure",
                evidence);
    }

    /** What is wanted, also where no Fargate task has it: a node may be larger. */
    private static Kubernetes kubernetes(
            Role role, double memory, double cpu, Scaling scaling, @Nullable HealthCheck healthCheck) {
        boolean scales = scaling.most() > scaling.least();
        int memoryMb = (int) Math.ceil(memory);
        return new Kubernetes(
                role == Role.RELEASE ? "Job" : "Deployment",
                (int) Math.ceil(cpu * MILLIS / VCPU),
                memoryMb,
                memoryMb,
                scaling.least(),
                scaling.most(),
                scales ? Replicas.CPU_PERCENT : null,
                scales ? POD_MEMORY_PERCENT : null,
                strategy(role),
                STOP_SECONDS,
                healthCheck == null ? null : healthCheck.path());
    }

    /** A rolling update starts the successor first, which for a clock would be two. */
    private static @Nullable String strategy(Role role) {
        return switch (role) {
            case WEB, WORKER -> "RollingUpdate";
            case CLOCK -> "Recreate";
            case RELEASE -> null;
        };
    }
}
