package dev.landfall.sizing;

import static java.lang.String.format;

import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.sizing.SizedProcess.Scaling;
import dev.landfall.sizing.SizedProcess.Target;
import dev.landfall.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many tasks, and what makes them more. */
final class Replicas {
    static final int CPU_PERCENT = 60;
    static final int MEMORY_PERCENT = 75;

    /** Of what each dyno was seen to serve: a target that is reached only at the limit scales too late. */
    static final double PROVEN_SHARE = 0.7;

    /** How many times the largest spike must find room, as Legaci's load test had it. */
    static final int SPIKE_FACTOR = 3;

    /** A minute. Fewer say only that nobody asked, not what a dyno can serve. */
    private static final int FEWEST_REQUESTS = 60;

    private static final int MOST_FACTOR = 2;
    private static final int SECONDS = 60;

    private Replicas() {}

    static Scaling of(Role role, ProcessType process, @Nullable Usage usage, List<String> reasons) {
        return switch (role) {
            case RELEASE -> fixed(0, "count: none runs between deploys", reasons);
            case CLOCK -> fixed(runs(process) ? 1 : 0, "count: a clock is one or none", reasons);
            case WEB -> web(process, usage, reasons);
            case WORKER -> scaled(process, reasons);
        };
    }

    private static Scaling fixed(int count, String reason, List<String> reasons) {
        reasons.add(reason);
        return new Scaling(count, count, count, List.of());
    }

    private static Scaling web(ProcessType process, @Nullable Usage usage, List<String> reasons) {
        Scaling byLoad = scaled(process, reasons);
        int dynos = byLoad.desired();
        if (dynos == 0 || usage == null || usage.requests() == null) {
            reasons.add("requests: not measured, so there is no target on requests");
            return byLoad;
        }
        double spike = usage.requests().spike().requestsPerSecond();
        int served = Math.max(dynos, seen(process, usage));
        int perTarget = Math.max(1, (int) (spike * SECONDS / served * PROVEN_SHARE));
        if (perTarget < FEWEST_REQUESTS) {
            reasons.add(format(
                    Locale.ROOT,
                    "requests: %d a minute on each dyno at most; too few to tell what one can serve, so no target on them",
                    perTarget));
            return byLoad;
        }
        int most =
                Math.max(Math.max(byLoad.most(), served), (int) Math.ceil(SPIKE_FACTOR * spike * SECONDS / perTarget));
        reasons.add(format(
                Locale.ROOT,
                "requests: the largest minute had %.1f a second on %d dynos; %.0f %% of a dyno's share is %d a minute",
                spike,
                served,
                PROVEN_SHARE * 100,
                perTarget));
        reasons.add(
                format(Locale.ROOT, "count: at most %d, which has room for %d times that minute", most, SPIKE_FACTOR));
        List<Target> targets = new ArrayList<>(byLoad.targets());
        targets.add(0, new Target("ALBRequestCountPerTarget", perTarget));
        return new Scaling(byLoad.least(), dynos, most, targets);
    }

    /** How many different dynos the log tells of; 0 if of none. The formation may have been larger than it is now. */
    private static int seen(ProcessType process, Usage usage) {
        Usage.ProcessUsage used = usage.processes().get(process.name());
        return used == null ? 0 : used.dynos();
    }

    private static Scaling scaled(ProcessType process, List<String> reasons) {
        int dynos = process.quantity() == null ? 1 : process.quantity();
        if (dynos == 0) {
            return fixed(0, "count: 0 dynos, so the service is made and runs nothing", reasons);
        }
        reasons.add(
                process.quantity() == null
                        ? "count: no source tells; one is assumed"
                        : format(Locale.ROOT, "count: %d, as on Heroku", dynos));
        return new Scaling(
                dynos,
                dynos,
                most(process, dynos, reasons),
                List.of(
                        new Target("ECSServiceAverageCPUUtilization", CPU_PERCENT),
                        new Target("ECSServiceAverageMemoryUtilization", MEMORY_PERCENT)));
    }

    private static int most(ProcessType process, int dynos, List<String> reasons) {
        if (process.most() != null && process.most() > dynos) {
            reasons.add(format(Locale.ROOT, "count: at most %d, to which Heroku scaled it", process.most()));
            return process.most();
        }
        reasons.add(
                format(Locale.ROOT, "count: at most %d times as many, until a load test says otherwise", MOST_FACTOR));
        return dynos * MOST_FACTOR;
    }

    private static boolean runs(ProcessType process) {
        return process.quantity() == null || process.quantity() > 0;
    }
}
