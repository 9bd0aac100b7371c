/**
 * Step Functions in virtual time: reads machines in the Amazon States Language (JSONata only) and runs them as a
 * Standard workflow would run, on the clock of a {@link dev.landfall.rehearsal.time.Simulation}.
 *
 * <p>Public are
 *
 * <ul>
 *   <li>{@link dev.landfall.rehearsal.states.StateMachineDefinition}, read from a file; what it does not know, or what
 *       Step Functions would refuse, is refused by name ({@link dev.landfall.rehearsal.states.DefinitionRefused});
 *   <li>{@link dev.landfall.rehearsal.states.StatesEngine}, the service: machines, executions, their history, task
 *       tokens, all under the names of its API;
 *   <li>{@link dev.landfall.rehearsal.states.TaskResource}, the port behind a Task: whoever builds a world implements
 *       it, {@link dev.landfall.rehearsal.states.LambdaInvoke} for functions.
 * </ul>
 *
 * <p>Hidden: how a definition is represented, how JSONata is evaluated, and that an execution is a process.
 *
 * <p>Not interpreted, hence refused: JSONPath, distributed Map, Activities, HTTP Tasks, functions named directly as a
 * resource, {@code .sync} of anything but {@code states:startExecution.sync:2}, Credentials, Express workflows.
 */
@NullMarked
package dev.landfall.rehearsal.states;

import org.jspecify.annotations.NullMarked;
