"""Lifecycle of Step Functions executions, as far as moto leaves it out.

- Each change of an execution's status is told to a listener; moto sends no events.
- StopExecution takes effect at once. moto would wait for the state that is under way, which for a
  parked execution is the whole bake. A call that is under way ends unheard, as in AWS.
- A task token whose task is over answers TaskTimedOut; moto accepts it silently or calls it invalid.
- SendTaskFailure and StopExecution keep their cause, and an execution without a name gets one.
"""

import datetime
import threading
import uuid
from collections.abc import Callable

from moto.core.exceptions import AWSError
from moto.core.responses import ActionResult, EmptyResult
from moto.stepfunctions.exceptions import InvalidToken
from moto.stepfunctions.parser import models
from moto.stepfunctions.parser.api import (
    ExecutionAbortedEventDetails,
    ExecutionStatus,
    HistoryEventType,
)
from moto.stepfunctions.parser.asl.eval.callback.callback import (
    CallbackConsumerTimeout,
    CallbackPoolManager,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.backend.execution import (
    BaseExecutionWorkerCommunication,
    Execution,
)
from moto.stepfunctions.parser.models import StepFunctionsParserBackend
from moto.stepfunctions.responses import StepFunctionResponse

# Receives DescribeExecution's answer after each change of status.
StatusListener = Callable[[dict], None]

_ending = threading.Lock()


class TaskTimedOut(AWSError):
    """The task of a token is over. moto has this error too, but fails to send it."""

    TYPE = "TaskTimedOut"
    STATUS = 400

    def __init__(self) -> None:
        super().__init__("Task Timed Out: 'Provided task does not exist anymore'")


def install(on_status: StatusListener) -> None:
    """Replaces moto's behaviour; `on_status` is called on the thread that made the change."""
    start = Execution.start

    def start_and_tell(execution: Execution) -> None:
        start(execution)
        on_status(execution.to_describe_output())

    def terminated(communication: BaseExecutionWorkerCommunication) -> None:
        execution = communication.execution
        with _ending:
            if execution.exec_status is not ExecutionStatus.RUNNING:
                return
            communication._reflect_execution_status()
        on_status(execution.to_describe_output())

    def stop(
        execution: Execution, stop_date: datetime.datetime, error: str | None, cause: str | None
    ) -> None:
        with _ending:
            if execution.exec_status is not ExecutionStatus.RUNNING:
                return
            _abort(execution, stop_date, error, cause)
        on_status(execution.to_describe_output())

    start_execution = StepFunctionsParserBackend.start_execution

    def start_named_execution(backend, state_machine_arn, name=None, *args, **kwargs) -> Execution:
        return start_execution(backend, state_machine_arn, name or str(uuid.uuid4()), *args, **kwargs)

    StepFunctionsParserBackend.start_execution = start_named_execution
    Execution.start = start_and_tell
    Execution.stop = stop
    BaseExecutionWorkerCommunication.terminated = terminated
    CallbackPoolManager.notify = _notify
    models.InvalidToken = InvalidToken
    StepFunctionsParserBackend._get_executions = _every_execution
    StepFunctionResponse.send_task_failure = _send_task_failure
    StepFunctionResponse.stop_execution = _stop_execution


def _abort(execution: Execution, stop_date, error: str | None, cause: str | None) -> None:
    execution.exec_status = ExecutionStatus.ABORTED
    execution.stop_date = stop_date
    execution.error, execution.cause = error, cause
    environment = execution.exec_worker.env
    if environment is None:
        return
    environment.event_manager.add_event(
        context=environment.event_history_context,
        event_type=HistoryEventType.ExecutionAborted,
        event_details=EventDetails(
            executionAbortedEventDetails=ExecutionAbortedEventDetails(error=error, cause=cause)
        ),
    )
    # What the state's thread still has to tell, moto's own ExecutionAborted too, is no history any more.
    environment.event_manager.add_event = lambda **_: 0
    # The state's thread finds the program stopped when its call returns, and goes no further. It
    # is not woken: waking a parked one would add a time-out to the history that never was.
    environment.set_stop(stop_date=stop_date, error=error, cause=cause)
    for endpoint in environment.callback_pool_manager._pool.values():
        endpoint.report(CallbackConsumerTimeout())


def _notify(pool: CallbackPoolManager, callback_id: str, outcome) -> bool:
    endpoint = pool.get(callback_id)
    if endpoint is None:
        return False
    if endpoint.consumer_error is not None or endpoint._notify_event.is_set():
        raise TaskTimedOut
    endpoint.notify(outcome=outcome)
    return True


def _every_execution(backend: StepFunctionsParserBackend, status=None) -> list[Execution]:
    # Tokens of executions that are over must be found too, to be answered with TaskTimedOut.
    return [
        execution
        for machine in backend.state_machines
        for execution in machine.executions
        if execution.exec_worker is not None and execution.exec_worker.env is not None
    ]


def _send_task_failure(response: StepFunctionResponse) -> EmptyResult:
    response.stepfunction_backend.send_task_failure(
        response._get_param("taskToken"),
        error=response._get_param("error"),
        cause=response._get_param("cause"),
    )
    return EmptyResult()


def _stop_execution(response: StepFunctionResponse) -> ActionResult:
    arn = response._get_param("executionArn")
    execution = response.stepfunction_backend.describe_execution(arn)
    execution.stop(
        stop_date=datetime.datetime.now(tz=datetime.timezone.utc),
        error=response._get_param("error"),
        cause=response._get_param("cause"),
    )
    return ActionResult({"stopDate": execution.stop_date})
