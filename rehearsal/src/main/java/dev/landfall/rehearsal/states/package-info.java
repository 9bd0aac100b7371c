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
 * <p>Not interpreted, hence refused: JSONPath, Activities, HTTP Tasks, functions named directly as a resource, {@code
 * .sync} of anything but {@code states:startExecution.sync:2}, Credentials, Express workflows; of a distributed Map
 * ItemBatcher, WriterConfig, MaxItems, and every dataset in S3 that is no JSON array.
 *
 * <p>Known to differ from Step Functions, since the JSONata library does: {@code $count(null)} is 0 instead of 1, and a
 * division by zero is a States.QueryEvaluationError instead of "Infinity". Not documented there and decided here: a
 * failure of a Task's Output or Assign is one of the Task, so its Retry and Catch see it; a missed heartbeat is called
 * States.HeartbeatTimeout, and both that name and States.Timeout match it.
 *
 * <p>Of a distributed Map it is not documented, and decided here: a list without items is a run that succeeds; arguments
 * are evaluated before the run starts, and every ItemSelector before the first execution; an item that is too large fails
 * the state; an execution that somebody stopped is no failure of the run, since only failed and timed out ones are said
 * to count, and is told of among the failed; a JSON object in S3 is no list, as recorded of executions in 2023; what a
 * cause says of a list that is no JSON; how PENDING_0.json looks; that the label is in StateMachine.Name as it is in the
 * ARNs; that results are written also when more failed than may.
 */
@NullMarked
package dev.landfall.rehearsal.states;

import org.jspecify.annotations.NullMarked;
