package dev.landfall.rehearsal.states;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A state as its definition describes it: immutable, shared by every execution of the machine. */
sealed interface State {

    String name();

    record Task(
            String name,
            Integration integration,
            Template arguments,
            Optional<Template> timeoutSeconds,
            Optional<Template> heartbeatSeconds,
            Effects effects,
            Recovery recovery,
            Next next)
            implements State {}

    record Pass(String name, Effects effects, Next next) implements State {}

    record Wait(String name, Until until, Effects effects, Next next) implements State {}

    record Choice(String name, List<Rule> rules, Optional<Next> otherwise, Effects effects) implements State {}

    record Succeed(String name, Effects effects) implements State {}

    record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}

    record Parallel(String name, Template arguments, List<Flow> branches, Effects effects, Recovery recovery, Next next)
            implements State {}

    /** An inline Map. */
    record ForEach(
            String name,
            Template items,
            Optional<Template> itemSelector,
            Optional<Template> maxConcurrency,
            Flow processor,
            Effects effects,
            Recovery recovery,
            Next next)
            implements State {}

    /**
     * A distributed Map: each item in an execution of its own.
     *
     * @param label what stands in the ARNs of its runs and their executions
     * @param resultWriter the ResultWriter's Arguments; without, the results are the state's
     */
    record MapRun(
            String name,
            String label,
            Dataset dataset,
            Optional<Template> itemSelector,
            Optional<Template> maxConcurrency,
            Tolerance tolerance,
            Flow processor,
            Optional<Template> resultWriter,
            Effects effects,
            Recovery recovery,
            Next next)
            implements State {}

    /** Where a distributed Map has its items from. */
    sealed interface Dataset {
        record Items(Template items) implements Dataset {}

        /** @param arguments the ItemReader's: bucket and key of a JSON array */
        record S3Object(Template arguments) implements Dataset {}
    }

    /** How many items may fail; none if neither is given, and if both are, neither may be exceeded. */
    record Tolerance(Optional<Template> percentage, Optional<Template> count) {}

    /** States that lead from one to the next: a whole machine, a branch, or the processor of a Map. */
    record Flow(String startAt, Map<String, State> states) {

        State state(String name) {
            State state = states.get(name);
            if (state == null) {
                throw new IllegalStateException("no state " + name + ", although its definition was accepted");
            }
            return state;
        }
    }

    /** Where a state leads. */
    sealed interface Next {
        record To(String state) implements Next {}

        record End() implements Next {}
    }

    /** Until when a Wait waits. */
    sealed interface Until {
        record Elapsed(Template seconds) implements Until {}

        record PointInTime(Template timestamp) implements Until {}
    }

    /** One way out of a Choice. */
    record Rule(Template condition, Effects effects, Next next) {}

    /**
     * What leaving a state does.
     *
     * @param assign an object of variables and their new values
     * @param output what is handed on; empty for what the state hands on by itself
     */
    record Effects(Template assign, Optional<Template> output) {}

    /** What happens when a state fails. */
    record Recovery(List<Retrier> retriers, List<Catcher> catchers) {}

    record Catcher(List<String> errorEquals, Effects effects, Next next) {}
}
