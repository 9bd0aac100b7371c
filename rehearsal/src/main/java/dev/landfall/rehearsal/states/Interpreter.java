package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.State.Catcher;
import dev.landfall.rehearsal.states.State.Effects;
import dev.landfall.rehearsal.states.State.Flow;
import dev.landfall.rehearsal.states.State.Next;
import dev.landfall.rehearsal.states.State.Recovery;
import dev.landfall.rehearsal.states.State.Rule;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Walks through the states of one execution. Written as straight-line code: it runs in the execution's process, and in
 * one process per branch, and waits by letting virtual time pass.
 */
final class Interpreter {

    private static final int MOST_PARALLEL_ITEMS = 40;

    /** What all executions of an engine share. */
    record Machinery(
            Simulation simulation,
            AwsFunctions functions,
            TaskRunner tasks,
            MapRuns mapRuns,
            RandomGenerator random,
            Duration transitionLatency) {}

    /** What a state left behind. */
    private record Step(JsonNode output, Next next) {}

    /** The part of a state that may fail and be tried again; gives its result. */
    @FunctionalInterface
    private interface Attempt {
        JsonNode result(Visit visit) throws StateFailure;
    }

    private final Machinery machinery;
    private final Execution execution;

    Interpreter(Machinery machinery, Execution execution) {
        this.machinery = machinery;
        this.execution = execution;
    }

    /** @return the output of the flow's last state */
    JsonNode run(Flow flow, JsonNode input, Variables variables) throws StateFailure {
        Next next = new Next.To(flow.startAt());
        JsonNode data = input;
        while (next instanceof Next.To(String name)) {
            Step step = visit(flow.state(name), data, variables);
            data = step.output();
            next = step.next();
        }
        return data;
    }

    private Step visit(State state, JsonNode input, Variables variables) throws StateFailure {
        machinery.simulation().sleep(machinery.transitionLatency());
        Instant now = machinery.simulation().instant();
        int enteredEvent = execution.nextEvent();
        Visit visit =
                new Visit(execution, state, input, variables, now, enteredEvent, 0, Optional.empty(), Optional.empty());
        execution.countTransition();
        visit.record(entered(state), detailsOf(state).set("input", input));
        return switch (state) {
            case State.Task task -> task(task, visit);
            case State.Pass pass -> leave(visit, pass.effects(), scope(visit), input, pass.next());
            case State.Wait wait -> wait(wait, visit);
            case State.Choice choice -> choice(choice, visit);
            case State.Succeed succeed -> leave(visit, succeed.effects(), scope(visit), input, new Next.End());
            case State.Fail fail -> throw visit.evaluate(() -> failure(fail, scope(visit)));
            case State.Parallel parallel -> parallel(parallel, visit);
            case State.ForEach forEach -> forEach(forEach, visit);
            case State.MapRun mapRun -> mapRun(mapRun, visit);
        };
    }

    private Step task(State.Task task, Visit visit) throws StateFailure {
        return recovering(
                visit,
                task.recovery(),
                task.effects(),
                task.next(),
                attempt -> machinery.tasks().run(task, attempt));
    }

    private Step wait(State.Wait wait, Visit visit) throws StateFailure {
        Scope scope = scope(visit);
        Instant until = switch (wait.until()) {
            case State.Until.Elapsed(Template seconds) ->
                visit.entered()
                        .plusSeconds(visit.evaluate(() -> seconds.evaluateInteger(scope, 0, StateReader.MOST_SECONDS)));
            case State.Until.PointInTime(Template timestamp) -> visit.evaluate(() -> instant(timestamp, scope));
        };
        machinery.simulation().sleepUntil(until);
        return leave(visit, wait.effects(), scope, visit.input(), wait.next());
    }

    private static Instant instant(Template timestamp, Scope scope) throws StateFailure {
        return Instant.parse(timestamp
                .evaluate(scope, "an ISO 8601 instant", value -> value.isTextual() && isInstant(value.textValue()))
                .textValue());
    }

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Step choice(State.Choice choice, Visit visit) throws StateFailure {
        Scope scope = scope(visit);
        for (Rule rule : choice.rules()) {
            JsonNode condition =
                    visit.evaluate(() -> rule.condition().evaluate(scope, "a boolean", JsonNode::isBoolean));
            if (condition.booleanValue()) {
                return leave(visit, rule.effects(), scope, visit.input(), rule.next());
            }
        }
        Next otherwise = choice.otherwise()
                .orElseThrow(() -> new StateFailure(
                        ErrorNames.NO_CHOICE_MATCHED,
                        "No rule of the Choice " + choice.name() + " matched, and it has no Default"));
        return leave(visit, choice.effects(), scope, visit.input(), otherwise);
    }

    private StateFailure failure(State.Fail fail, Scope scope) throws StateFailure {
        return new StateFailure(text(fail.error(), scope), text(fail.cause(), scope));
    }

    private static String text(Optional<Template> template, Scope scope) throws StateFailure {
        return template.isEmpty()
                ? ""
                : template.get()
                        .evaluate(scope, "a string", JsonNode::isTextual)
                        .textValue();
    }

    private Step parallel(State.Parallel parallel, Visit visit) throws StateFailure {
        return recovering(visit, parallel.recovery(), parallel.effects(), parallel.next(), attempt -> {
            JsonNode input =
                    attempt.evaluate(() -> attempt.limited(parallel.arguments().evaluate(scope(attempt))));
            Branches branches = new Branches(machinery.simulation(), parallel.name());
            parallel.branches()
                    .forEach(flow -> branches.add(
                            () -> run(flow, input, attempt.variables().ofBranch())));
            attempt.record(HistoryEventType.ParallelStateStarted, Json.object());
            return branchResult(
                    branches,
                    attempt,
                    HistoryEventType.ParallelStateSucceeded,
                    HistoryEventType.ParallelStateFailed,
                    0);
        });
    }

    private Step forEach(State.ForEach map, Visit visit) throws StateFailure {
        return recovering(visit, map.recovery(), map.effects(), map.next(), attempt -> {
            Scope scope = scope(attempt);
            JsonNode items = attempt.evaluate(() -> map.items().evaluate(scope, "an array", JsonNode::isArray));
            int limit = attempt.evaluate(() -> concurrency(map, scope));
            Branches branches = new Branches(machinery.simulation(), map.name());
            for (int index = 0; index < items.size(); index++) {
                branches.add(iteration(map, attempt, index, items.get(index)));
            }
            attempt.record(HistoryEventType.MapStateStarted, Json.object().put("length", items.size()));
            return branchResult(
                    branches, attempt, HistoryEventType.MapStateSucceeded, HistoryEventType.MapStateFailed, limit);
        });
    }

    private Step mapRun(State.MapRun map, Visit visit) throws StateFailure {
        return recovering(
                visit,
                map.recovery(),
                map.effects(),
                map.next(),
                attempt -> machinery.mapRuns().run(map, attempt));
    }

    private static int concurrency(State.ForEach map, Scope scope) throws StateFailure {
        int asked = map.maxConcurrency().isPresent()
                ? map.maxConcurrency().get().evaluateInteger(scope, 0, StateReader.MOST_SECONDS)
                : 0;
        return asked == 0 ? MOST_PARALLEL_ITEMS : Math.min(asked, MOST_PARALLEL_ITEMS);
    }

    private Branches.Body iteration(State.ForEach map, Visit visit, int index, JsonNode item) {
        ObjectNode details = detailsOf(map).put("index", index);
        return () -> {
            visit.record(HistoryEventType.MapIterationStarted, details);
            HistoryEventType end = HistoryEventType.MapIterationAborted;
            try {
                JsonNode output = run(
                        map.processor(),
                        selected(map, visit, index, item),
                        visit.variables().ofBranch());
                end = HistoryEventType.MapIterationSucceeded;
                return output;
            } catch (StateFailure failure) {
                end = HistoryEventType.MapIterationFailed;
                throw failure;
            } finally {
                execution.note(end, map.name(), details);
            }
        };
    }

    private JsonNode selected(State.ForEach map, Visit visit, int index, JsonNode item) throws StateFailure {
        if (map.itemSelector().isEmpty()) {
            return item;
        }
        Visit ofItem = visit.withItem(Json.object().put("Index", index).set("Value", item));
        return ofItem.evaluate(() -> map.itemSelector().get().evaluate(scope(ofItem)));
    }

    private JsonNode branchResult(
            Branches branches, Visit visit, HistoryEventType succeeded, HistoryEventType failed, int limit)
            throws StateFailure {
        try {
            JsonNode result = branches.runAll(limit);
            visit.record(succeeded, detailsOf(visit.state()));
            return result;
        } catch (StateFailure failure) {
            visit.record(failed, Json.object().put("error", failure.error()).put("cause", failure.cause()));
            throw failure;
        }
    }

    /** Tries a state until it succeeds, its retriers give up on it, or nothing catches it. */
    private Step recovering(Visit first, Recovery recovery, Effects effects, Next next, Attempt attempt)
            throws StateFailure {
        RetryBudget retries = new RetryBudget(recovery.retriers());
        Visit visit = first;
        while (true) {
            try {
                JsonNode result = visit.limited(attempt.result(visit));
                return leave(visit, effects, scope(visit).with("result", result), result, next);
            } catch (StateFailure failure) {
                Optional<Duration> pause = retries.spend(failure.error(), machinery.random());
                if (pause.isEmpty()) {
                    return caught(visit, recovery, failure);
                }
                machinery.simulation().sleep(pause.get());
                execution.countTransition();
                visit = visit.retried();
            }
        }
    }

    private Step caught(Visit visit, Recovery recovery, StateFailure failure) throws StateFailure {
        for (Catcher catcher : recovery.catchers()) {
            if (ErrorNames.matches(catcher.errorEquals(), failure.error())) {
                JsonNode errorOutput =
                        Json.object().put("Error", failure.error()).put("Cause", failure.cause());
                Scope scope = scope(visit).with("errorOutput", errorOutput);
                return leave(visit, catcher.effects(), scope, errorOutput, catcher.next());
            }
        }
        throw failure;
    }

    /** Assign and Output both see the variables as they were; the new values hold from the next state on. */
    private Step leave(Visit visit, Effects effects, Scope scope, JsonNode ownOutput, Next next) throws StateFailure {
        JsonNode assigned = visit.evaluate(() -> effects.assign().evaluate(scope));
        JsonNode output = visit.evaluate(
                () -> effects.output().isPresent() ? effects.output().get().evaluate(scope) : ownOutput);
        visit.limited(assigned);
        visit.limited(output);
        visit.variables().assign(assigned);
        ObjectNode details = detailsOf(visit.state());
        details.set("output", output);
        if (!assigned.isEmpty()) {
            details.set("assignedVariables", assigned);
        }
        visit.record(exited(visit.state()), details);
        return new Step(output, next);
    }

    private Scope scope(Visit visit) {
        return visit.scope(machinery.functions());
    }

    private static ObjectNode detailsOf(State state) {
        return Json.object().put("name", state.name());
    }

    private static HistoryEventType entered(State state) {
        return switch (state) {
            case State.Task _ -> HistoryEventType.TaskStateEntered;
            case State.Pass _ -> HistoryEventType.PassStateEntered;
            case State.Wait _ -> HistoryEventType.WaitStateEntered;
            case State.Choice _ -> HistoryEventType.ChoiceStateEntered;
            case State.Succeed _ -> HistoryEventType.SucceedStateEntered;
            case State.Fail _ -> HistoryEventType.FailStateEntered;
            case State.Parallel _ -> HistoryEventType.ParallelStateEntered;
            case State.ForEach _, State.MapRun _ -> HistoryEventType.MapStateEntered;
        };
    }

    private static HistoryEventType exited(State state) {
        return switch (state) {
            case State.Task _ -> HistoryEventType.TaskStateExited;
            case State.Pass _ -> HistoryEventType.PassStateExited;
            case State.Wait _ -> HistoryEventType.WaitStateExited;
            case State.Choice _ -> HistoryEventType.ChoiceStateExited;
            case State.Succeed _ -> HistoryEventType.SucceedStateExited;
            case State.Parallel _ -> HistoryEventType.ParallelStateExited;
            case State.ForEach _, State.MapRun _ -> HistoryEventType.MapStateExited;
            case State.Fail fail -> throw new IllegalStateException("nothing leaves the Fail state " + fail.name());
        };
    }
}
