package dev.landfall.rehearsal.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds up what the cases showed. */
final class Tally {

    private record Square(String row, Fault fault) {}

    private record Breach(int promise, Square square) {}

    /** The cases of one square so far, the worst of them at hand. */
    private static final class Cases {
        final SortedMap<String, Integer> outcomes = new TreeMap<>();
        final SortedSet<Integer> broken = new TreeSet<>();
        Verdict worst;

        Cases(Verdict first) {
            worst = first;
        }

        void add(Verdict verdict) {
            outcomes.merge(verdict.outcome().name(), 1, Integer::sum);
            verdict.broken().forEach(word -> broken.add(word.number()));
            if (isWorse(verdict, worst)) {
                worst = verdict;
            }
        }

        private static boolean isWorse(Verdict one, Verdict other) {
            int more = Integer.compare(one.broken().size(), other.broken().size());
            return more > 0 || (more == 0 && one.harmSeconds() > other.harmSeconds());
        }
    }

    private final Explorer.Request request;
    private final Coverage coverage;
    private final Map<Square, Cases> squares = new LinkedHashMap<>();
    private final Map<Breach, Verdict> breaches = new LinkedHashMap<>();
    private int done;
    private double worstHarm;
    private @Nullable Double worstReaction;

    Tally(Explorer.Request request, Coverage coverage) {
        this.request = request;
        this.coverage = coverage;
    }

    int broken() {
        return breaches.size();
    }

    int done() {
        return done;
    }

    void add(Verdict verdict) {
        done++;
        Case.Strike last = verdict.of().strikes().getLast();
        Square square = new Square(last.row(), last.fault());
        squares.computeIfAbsent(square, s -> new Cases(verdict)).add(verdict);
        verdict.broken().forEach(word -> breaches.merge(new Breach(word.number(), square), verdict, Tally::shorter));
        worstHarm = Math.max(worstHarm, verdict.harmSeconds());
        Double reaction = verdict.reactionSeconds();
        if (reaction != null && onlyAwsFailed(verdict.of())) {
            worstReaction = worstReaction == null ? reaction : Math.max(worstReaction, reaction);
        }
    }

    private static Verdict shorter(Verdict one, Verdict other) {
        return other.history().size() < one.history().size() ? other : one;
    }

    private static boolean onlyAwsFailed(Case which) {
        return which.strikes().stream()
                .map(Case.Strike::fault)
                .allMatch(fault -> fault == Fault.AWS_FAILS || fault == Fault.ALARM_FIRES);
    }

    Exploration exploration(Duration took) {
        long millis = Math.max(1, took.toMillis());
        List<Exploration.Broken> broken = new ArrayList<>();
        breaches.forEach((breach, verdict) -> broken.add(broken(breach, verdict)));
        List<Exploration.Cell> cells = new ArrayList<>();
        squares.forEach((square, cases) -> cells.add(cell(square, cases)));
        List<String> faults = squares.keySet().stream()
                .map(Square::fault)
                .distinct()
                .sorted()
                .map(Fault::word)
                .toList();
        return new Exploration(
                done,
                coverage.states(),
                faults,
                broken,
                millis,
                Duration.ofMinutes(1).toMillis() * done / millis,
                worstHarm,
                worstReaction,
                coverage.calls(),
                cells);
    }

    private Exploration.Broken broken(Breach breach, Verdict verdict) {
        String evidence = verdict.broken().stream()
                .filter(word -> word.number() == breach.promise())
                .map(word -> word.promise() + ": " + word.evidence())
                .findFirst()
                .orElseThrow();
        return new Exploration.Broken(
                breach.promise(),
                breach.square().row(),
                breach.square().fault().word(),
                request.replay(verdict.of()),
                evidence,
                verdict.history());
    }

    private Exploration.Cell cell(Square square, Cases cases) {
        return new Exploration.Cell(
                square.row(),
                square.fault(),
                cases.outcomes,
                cases.broken,
                cases.worst.harmSeconds(),
                request.replay(cases.worst.of()),
                cases.worst.history());
    }
}
