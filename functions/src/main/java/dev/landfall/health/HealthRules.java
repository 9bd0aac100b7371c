package dev.landfall.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Facts in, verdict out. The order matters: harm before doubt, doubt before a sample too small.
 *
 * @param sparseAlarms alarms for which the spec declares that no data is normal
 * @param minimumRequests at a step before more traffic may follow; 0 to ask for none
 * @param minimumProbes that suffice where requests are too few
 */
record HealthRules(Set<String> sparseAlarms, long minimumRequests, long minimumProbes) {
    /** A side is bad when fewer of its probes succeed, ... */
    static final double AVAILABLE = 0.8;
    /** AWS is too slow at this many times Heroku's mean latency, ... */
    static final double SLOWER = 3;
    /** ... if that is also this many milliseconds more, since small latencies differ by chance. */
    static final double SLOWER_MILLIS = 500;

    /** ... and at least these many failed: a single probe is lost now and then, and a window holds but three to five. */
    static final int MORE_THAN_CHANCE = 2;

    HealthRules {
        sparseAlarms = Set.copyOf(sparseAlarms);
    }

    Judgement judge(HealthFacts facts) {
        List<String> harm = harm(facts);
        if (!harm.isEmpty()) {
            return isOutage(facts)
                    ? new Judgement(Verdict.HOLD, harm).and("Heroku is bad too: " + describe(facts.herokuBefore()))
                    : new Judgement(Verdict.FAIL, harm);
        }
        List<String> doubts = doubts(facts);
        if (!doubts.isEmpty()) {
            return new Judgement(Verdict.NO_DATA, doubts);
        }
        return hasSample(facts)
                ? new Judgement(Verdict.PASS, evidence(facts))
                : new Judgement(Verdict.NO_DATA, List.of(sampleTooSmall(facts)));
    }

    private static List<String> firing(List<AlarmReading> alarms) {
        return alarms.stream()
                .filter(alarm -> alarm.state() == AlarmReading.State.ALARM)
                .map(alarm -> "alarm " + alarm.name() + " is in ALARM")
                .toList();
    }

    private static List<String> harm(HealthFacts facts) {
        List<String> harm = new ArrayList<>(firing(facts.alarms()));
        if (isBad(facts.aws())) {
            harm.add("AWS does not answer its probes: " + describe(facts.aws()));
        } else if (isSlower(facts.aws(), facts.heroku())) {
            harm.add(String.format(
                    Locale.ROOT,
                    "AWS answers its probes in %.0f ms, Heroku in %.0f ms",
                    facts.aws().meanMillis(),
                    facts.heroku().meanMillis()));
        }
        return harm;
    }

    private List<String> doubts(HealthFacts facts) {
        List<String> doubts = new ArrayList<>();
        for (AlarmReading alarm : facts.alarms()) {
            String doubt = doubt(alarm);
            if (!doubt.isEmpty()) {
                doubts.add("alarm " + alarm.name() + " " + doubt);
            }
        }
        doubt("AWS", facts.aws()).ifPresent(doubts::add);
        if (hasJustFailed(facts.aws())) {
            doubts.add("no probe of AWS succeeded in the window");
        }
        doubt("Heroku", facts.heroku()).ifPresent(doubts::add);
        return doubts;
    }

    private static Optional<String> doubt(String side, Samples.ProbeSample sample) {
        if (!sample.isPlausible()) {
            return Optional.of("the probes of " + side + " do not add up: " + describe(sample));
        }
        return sample.asked() == 0 ? Optional.of("no probe of " + side + " in the window") : Optional.empty();
    }

    /** Empty for an alarm whose OK can be believed. */
    private String doubt(AlarmReading alarm) {
        return switch (alarm.state()) {
            case MISSING -> "does not exist";
            case INSUFFICIENT_DATA -> "has INSUFFICIENT_DATA";
            case OK, ALARM -> {
                if (!alarm.enabled()) {
                    yield "has its actions disabled";
                }
                boolean silent = alarm.data() == AlarmReading.Data.ABSENT && !maySilent(alarm);
                yield silent ? "is OK, but its metric sends no data" : "";
            }
        };
    }

    private boolean maySilent(AlarmReading alarm) {
        return alarm.sparse() || sparseAlarms.contains(alarm.name());
    }

    private boolean hasSample(HealthFacts facts) {
        return facts.requestsAtStep() >= minimumRequests || facts.probesAtStep() >= minimumProbes;
    }

    private String sampleTooSmall(HealthFacts facts) {
        return "too small a sample at this weight: " + facts.requestsAtStep() + " of " + minimumRequests + " requests, "
                + facts.probesAtStep() + " of " + minimumProbes + " probes";
    }

    private static List<String> evidence(HealthFacts facts) {
        return List.of(
                facts.alarms().size() + " alarms OK",
                "AWS " + describe(facts.aws()),
                "Heroku " + describe(facts.heroku()),
                facts.requestsAtStep() + " requests and " + facts.probesAtStep() + " good probes at this weight");
    }

    /** Whether Heroku has been bad too: when an outage begins, while it lasts, and until the last alarm clears. */
    private static boolean isOutage(HealthFacts facts) {
        return hasJustFailed(facts.herokuNow()) || isBad(facts.heroku()) || haveFailedTogether(facts);
    }

    /** A probe lost by chance delays a rollback by a minute or two; one side's probes are not always read first. */
    private static boolean hasJustFailed(Samples.ProbeSample now) {
        return now.asked() > 0 && now.succeeded() == 0;
    }

    /** Alarms and probes clear one after the other; the last of them must not be taken for AWS's fault. */
    private static boolean haveFailedTogether(HealthFacts facts) {
        long heroku = facts.herokuBefore().failed();
        long aws = facts.awsBefore().failed();
        return heroku >= MORE_THAN_CHANCE && aws >= MORE_THAN_CHANCE && aws <= heroku + 1;
    }

    private static boolean isBad(Samples.ProbeSample sample) {
        return sample.failed() >= MORE_THAN_CHANCE && sample.succeeded() < AVAILABLE * sample.asked();
    }

    private static boolean isSlower(Samples.ProbeSample aws, Samples.ProbeSample heroku) {
        return aws.asked() > 0
                && heroku.asked() > 0
                && !isBad(heroku)
                && aws.meanMillis() > SLOWER * heroku.meanMillis()
                && aws.meanMillis() > heroku.meanMillis() + SLOWER_MILLIS;
    }

    private static String describe(Samples.ProbeSample sample) {
        return String.format(
                Locale.ROOT, "%d of %d probes, mean %.0f ms", sample.succeeded(), sample.asked(), sample.meanMillis());
    }
}
