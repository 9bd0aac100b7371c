package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.scenario.InvalidScenarioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goes through the states and calls of a spec's migration, and has each fault happen at each. The same spec and seed
 * give the same cases and verdicts.
 */
public final class Explorer {

    /** After these the way back begins, which a second fault may strike: a death, an alarm, and an operator's word. */
    private static final Set<Fault> FIRST_OF_TWO =
            EnumSet.of(Fault.EXECUTION_STOPPED, Fault.AWS_FAILS, Fault.OPERATOR_ROLLS_BACK);

    /** What may strike the way back, but for what a first fault has done already. */
    private static final Set<Fault> SECOND_OF_TWO = EnumSet.of(
            Fault.EXECUTION_STOPPED,
            Fault.ROLLBACK_STOPPED_AGAIN,
            Fault.STOP_EVENT_LOST,
            Fault.SECOND_START,
            Fault.OPERATOR_ROLLS_BACK,
            Fault.RECORDS_EDITED,
            Fault.NOT_SERVED,
            Fault.ALARM_DELETED,
            Fault.METRICS_STOP,
            Fault.KILLED_AFTER,
            Fault.TIMED_OUT_AFTER,
            Fault.THROTTLED,
            Fault.STALE_READ,
            Fault.JOURNAL_REFUSED);

    /**
     * @param specArgument how the command was told of the spec, for the commands that replay; empty if it was not
     * @param spec text of a shift spec, YAML or JSON
     * @param faults that may happen; all of them for a whole exploration
     * @param depth 1, or 2 to let a second fault strike the way back from a first
     */
    public record Request(String specArgument, String spec, Set<Fault> faults, int depth, long seed) {
        /** @throws InvalidCaseException if the depth is 2 and the faults make no pair */
        public Request {
            faults = Set.copyOf(faults);
            if (depth > 1
                    && (Collections.disjoint(faults, FIRST_OF_TWO) || Collections.disjoint(faults, SECOND_OF_TWO))) {
                throw new InvalidCaseException(
                        "faults: \"" + words(faults) + "\" make no pair at depth 2; there must be one of "
                                + words(FIRST_OF_TWO) + ", and one of " + words(SECOND_OF_TWO));
            }
        }

        private static String words(Set<Fault> faults) {
            return faults.stream().sorted().map(Fault::word).collect(Collectors.joining(", "));
        }

        String replay(Case which) {
            return String.join(
                    " ",
                    Stream.of("./landfall explore", shellWord(specArgument), "--seed " + seed, "--replay " + which)
                            .filter(part -> !part.isEmpty())
                            .toList());
        }
    }

    /** As a shell reads it back. */
    private static String shellWord(String text) {
        return text.matches("[\\w./:=@%+,-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Told of each case that is done, one at a time. */
    @FunctionalInterface
    public interface Progress {
        /** @param broken promises, places and faults so far */
        void advanced(int done, int of, int broken);
    }

    private final Rehearsal rehearsal;
    private final Coverage coverage = new Coverage();

    public Explorer(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /** @throws dev.landfall.plan.InvalidSpecException if the spec is not allowed */
    public Exploration explore(Request request, Progress progress) {
        return explore(request, Bounds.NONE, progress);
    }

    Exploration explore(Request request, Bounds bounds, Progress progress) {
        long began = System.nanoTime();
        Tally tally = new Tally(request, coverage);
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Case> cases = singles(request, bounds, cores);
            if (request.depth() > 1) {
                cases = Stream.concat(cases.stream(), pairs(request, cases, cores))
                        .toList();
            }
            int planned = cases.size();
            for (Future<Verdict> verdict : each(cores, cases, which -> run(request, which))) {
                tally.add(answer(verdict));
                progress.advanced(tally.done(), planned, tally.broken());
                if (bounds.isReached(tally.broken())) {
                    cores.shutdownNow();
                    break;
                }
            }
        }
        return tally.exploration(Duration.ofNanos(System.nanoTime() - began));
    }

    /**
     * Runs one case again.
     *
     * @param which as {@link Exploration.Broken#replay} names it
     * @throws InvalidCaseException if there is no such case
     */
    public Rehearsal.Run replay(Request request, String which, Listener listener) {
        return run(request, Case.parse(which), listener, Intervention.NONE);
    }

    // ---- Which cases there are

    private List<Case> singles(Request request, Bounds bounds, ExecutorService cores) {
        List<Case> cases = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        List<Course> courses = bounds.courses();
        List<Future<List<Sighting>>> scouted = each(cores, courses, course -> scout(request, course));
        for (int i = 0; i < courses.size(); i++) {
            Course course = courses.get(i);
            List<Sighting> sightings = answer(scouted.get(i));
            undisturbed(request, bounds, sightings)
                    .map(strike -> new Case(course, List.of(strike)))
                    .forEach(cases::add);
            for (Sighting sighting : sightings) {
                if (kinds.add(sighting.kind()) && bounds.include(sighting)) {
                    strikes(sighting, request.faults()).forEach(strike -> cases.add(new Case(course, List.of(strike))));
                }
            }
        }
        return cases;
    }

    /** A second fault on the way back from a first, which happens once in each state of the shift. */
    private Stream<Case> pairs(Request request, List<Case> singles, ExecutorService cores) {
        Map<String, Case> firsts = new LinkedHashMap<>();
        for (Case single : singles) {
            Case.Strike strike = single.strikes().getFirst();
            if (FIRST_OF_TWO.contains(strike.fault()) && isOfTheShift(strike.place())) {
                // The last visit: more traffic is at stake than at the first.
                firsts.put(strike.row() + strike.fault(), single);
            }
        }
        Set<Fault> seconds = EnumSet.copyOf(SECOND_OF_TWO);
        seconds.retainAll(request.faults());
        return each(cores, List.copyOf(firsts.values()), first -> seconds(request, first, seconds)).stream()
                .flatMap(cases -> answer(cases).stream());
    }

    private static boolean isOfTheShift(Place place) {
        return place instanceof Place.AtState state && state.machine().equals(Machine.SHIFT);
    }

    private List<Case> seconds(Request request, Case first, Set<Fault> faults) {
        Scout scout = new Scout();
        run(request, first, Listener.SILENT, scout);
        Set<String> kinds = new HashSet<>();
        return scout.sightings().stream()
                .filter(Sighting::isOfTheWayBack)
                .filter(sighting -> kinds.add(sighting.kind()))
                .flatMap(sighting -> strikes(sighting, faults))
                .map(second -> new Case(first.course(), List.of(first.strikes().getFirst(), second)))
                .toList();
    }

    /** Each course is a case of its own: what it leads into may break a promise without a fault. */
    private static Stream<Case.Strike> undisturbed(Request request, Bounds bounds, List<Sighting> sightings) {
        return sightings.stream()
                .filter(sighting -> request.faults().contains(Fault.NOTHING))
                .filter(sighting -> sighting.isOpenTo(Fault.NOTHING))
                .limit(1)
                .filter(bounds::include)
                .map(start -> new Case.Strike(start.place(), Fault.NOTHING, start.row()));
    }

    private static Stream<Case.Strike> strikes(Sighting sighting, Set<Fault> faults) {
        return Stream.of(Fault.values())
                .filter(faults::contains)
                .filter(fault -> fault != Fault.NOTHING)
                .filter(sighting::isOpenTo)
                .map(fault -> new Case.Strike(sighting.place(), fault, sighting.row()));
    }

    /** Empty if the spec has not what the course needs, such as an alarm. */
    private List<Sighting> scout(Request request, Course course) {
        Scout scout = new Scout();
        try {
            run(request, new Case(course, List.of()), Listener.SILENT, scout);
        } catch (InvalidScenarioException e) {
            return List.of();
        }
        return scout.sightings();
    }

    // ---- Running them

    private Verdict run(Request request, Case which) {
        return Verdict.of(which, run(request, which, Listener.SILENT, Intervention.NONE));
    }

    private Rehearsal.Run run(Request request, Case which, Listener listener, Intervention onlooker) {
        List<Intervention> interventions = new ArrayList<>(List.of(coverage, onlooker));
        which.strikes().forEach(strike -> interventions.add(new Injection(strike)));
        Course course = which.course();
        return rehearsal.run(
                course.spec(request.spec()),
                course.scenario(),
                request.seed(),
                listener,
                stage -> interventions.forEach(intervention -> intervention.arm(stage)));
    }

    private static <A, B> List<Future<B>> each(ExecutorService cores, List<A> items, Function<A, B> work) {
        return items.stream().map(item -> cores.submit(() -> work.apply(item))).toList();
    }

    private static <B> B answer(Future<B> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exploring", e);
        }
    }
}
