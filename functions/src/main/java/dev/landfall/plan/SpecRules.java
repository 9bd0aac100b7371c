package dev.landfall.plan;

import dev.landfall.plan.ShiftSpec.Gate;
import dev.landfall.plan.ShiftSpec.Step;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import dev.landfall.records.Target;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Rules between fields that are each allowed on their own. */
final class SpecRules {
    private static final Duration TTL_BESIDE_ALIAS = Duration.ofMinutes(1);

    private final ShiftSpec spec;

    private SpecRules(ShiftSpec spec) {
        this.spec = spec;
    }

    static void check(ShiftSpec spec) {
        SpecRules rules = new SpecRules(spec);
        rules.targetsAreOfOneType();
        rules.targetsDiffer();
        rules.namesDoNotLoop();
        rules.ttlSuitsAlias();
        rules.weightsRise();
        rules.exemptionsNameAlarms();
        rules.deadlinesOutlastBakes();
        rules.stepsEndInTime();
        rules.scheduleIsUsed();
        rules.probesCanSuffice();
    }

    private void targetsAreOfOneType() {
        if (!spec.aws().recordType().equals(spec.heroku().recordType())) {
            throw refused(
                    "aws",
                    spec.aws().connectTo(),
                    "of type " + spec.heroku().recordType() + " as heroku is, not "
                            + spec.aws().recordType() + ": Route 53 allows no CNAME beside another type, so use "
                            + (spec.heroku() instanceof Target.Cname
                                    ? "cname with the load balancer's DNS name"
                                    : "addresses or alias"));
        }
    }

    private void targetsDiffer() {
        if (!Collections.disjoint(answers(spec.aws()), answers(spec.heroku()))) {
            throw refused(
                    "aws",
                    String.join(", ", answers(spec.aws())),
                    "another target than heroku's: the weights would move nothing");
        }
    }

    private static List<String> answers(Target target) {
        return switch (target) {
            case Target.Cname cname -> List.of(cname.cname());
            case Target.Addresses some -> some.addresses();
            case Target.Alias alias -> List.of(alias.alias().dnsName());
        };
    }

    private void namesDoNotLoop() {
        requireElsewhere("heroku", spec.heroku());
        requireElsewhere("aws", spec.aws());
    }

    private void requireElsewhere(String field, Target target) {
        if (target.connectTo().equals(spec.hostname())) {
            throw refused(field, target.connectTo(), "another name than hostname, which would lead to itself");
        }
    }

    private void ttlSuitsAlias() {
        boolean alias = Stream.of(spec.heroku(), spec.aws()).anyMatch(Target.Alias.class::isInstance);
        if (alias && !spec.ttl().equals(TTL_BESIDE_ALIAS)) {
            throw new InvalidSpecException(
                    "ttl: " + Field.iso(spec.ttl())
                            + " must be PT1M beside an alias: the alias answers with 60 s, and another TTL distorts the weights");
        }
    }

    private void weightsRise() {
        int before = 0;
        for (int i = 0; i < spec.steps().size(); i++) {
            int weight = spec.steps().get(i).weight();
            if (weight <= before) {
                throw refusedWeight(i, weight, "greater than the " + before + " before it");
            }
            before = weight;
        }
        if (before != 100) {
            throw refusedWeight(spec.steps().size() - 1, before, "100, since it is the last");
        }
    }

    private static InvalidSpecException refusedWeight(int step, int weight, String allowed) {
        return new InvalidSpecException("steps[" + step + "].weight: " + weight + " must be " + allowed);
    }

    private void exemptionsNameAlarms() {
        List<String> known = spec.alarms().stream().map(WatchedAlarm::name).toList();
        for (int i = 0; i < spec.steps().size(); i++) {
            String field = "steps[" + i + "].exemption.ignoreAlarms";
            spec.steps().get(i).exempted().stream()
                    .flatMap(exemption -> exemption.ignoreAlarms().stream())
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw refused(field, name, "one of alarms");
                    });
        }
    }

    private void deadlinesOutlastBakes() {
        for (int i = 0; i < spec.steps().size(); i++) {
            Step step = spec.steps().get(i);
            if (step.gate() != Gate.TIMER && step.deadline().compareTo(step.bake()) <= 0) {
                throw new InvalidSpecException("steps[" + i + "].deadline: " + Field.iso(step.deadline())
                        + " must be longer than its bake " + Field.iso(step.bake())
                        + ", before which its gate does not open");
            }
        }
    }

    private void stepsEndInTime() {
        if (spec.longest().compareTo(SpecReader.LONGEST) > 0) {
            throw new InvalidSpecException("steps: " + Field.iso(spec.longest())
                    + " of bakes and deadlines together must be at most " + Field.iso(SpecReader.LONGEST)
                    + ": Step Functions ends an execution after a year");
        }
    }

    private void scheduleIsUsed() {
        boolean needed = spec.steps().stream().anyMatch(step -> step.gate() == Gate.SCHEDULE);
        if (needed && spec.schedule() == null) {
            throw new InvalidSpecException("schedule: (missing) must be given where a step's gate is schedule");
        }
        if (!needed && spec.schedule() != null) {
            throw refused(
                    "schedule",
                    spec.schedule().expression(),
                    "left out, or be the gate of a step: no step waits for it");
        }
    }

    /** Without request counts, a step that cannot collect its probes would always roll back. */
    private void probesCanSuffice() {
        if (spec.health().loadBalancer() != null) {
            return;
        }
        for (Step step : spec.steps()) {
            long possible = step.bake().plus(spec.health().noDataDeadline()).toMinutes();
            if (spec.health().minimumProbes() > possible) {
                throw new InvalidSpecException("health.minimumProbes: "
                        + spec.health().minimumProbes() + " must be at most " + possible
                        + ": one probe a minute fits into the bake at weight " + step.weight()
                        + " and noDataDeadline, and without health.loadBalancer no requests are counted");
            }
        }
    }

    private static InvalidSpecException refused(String field, String value, String allowed) {
        return InvalidSpecException.refusing(field, value, allowed);
    }
}
