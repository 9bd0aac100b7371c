package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a Task calls: a function, or an action of a service.
 *
 * <p>Each call runs in a process of its own, so it may sleep, wait for a promise, or never return. It is not cut short
 * when its state times out or its execution is stopped: what was invoked goes on, and its result is discarded.
 *
 * <p>The trees it is given, and the one it returns, are shared with the engine and must not be changed.
 */
@FunctionalInterface
public interface TaskResource {

    /**
     * Does the work.
     *
     * @return the result as Step Functions would give it to the state
     * @throws TaskFailure if the task fails; any other exception is a mistake of the implementation, and ends the
     *     simulation
     */
    JsonNode call(TaskCall call) throws TaskFailure;
}
