"""What a Task's integration answers, said by a script instead of a service.

For the vectors, which hold moto's interpreter to the states language and nothing else: the call is
taken from it where it would open a client. Starting another machine stays moto's own, as that is
the interpreter's business.
"""

import json
import threading
from collections.abc import Callable
from typing import Any

from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.lambda_eval_utils import (
    LambdaFunctionErrorException,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_aws_sdk,
    state_task_service_dynamodb,
    state_task_service_events,
    state_task_service_lambda,
    state_task_service_sns,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails

# Receives the execution's ARN, the task's name and its arguments; returns the result.
Answerer = Callable[[str, str, Any], Any]

_SERVICES = (
    state_task_service_aws_sdk.StateTaskServiceAwsSdk,
    state_task_service_dynamodb.StateTaskServiceDynamoDB,
    state_task_service_events.StateTaskServiceEvents,
    state_task_service_sns.StateTaskServiceSns,
)


class TaskFailed(Exception):
    """A task's failure, by the name and the cause that Step Functions gives it."""

    def __init__(self, error: str, cause: str):
        super().__init__(error, cause)
        self.error, self.cause = error, cause


def install(answer: Answerer) -> None:
    """Replaces the call of each service that vectors use."""

    def function(task, env, resource_runtime_part, normalised_parameters, state_credentials) -> None:
        name = normalised_parameters["FunctionName"]
        payload = json.loads(normalised_parameters.get("Payload", b"{}"))
        try:
            result = answer(_execution(env), name, payload)
        except TaskFailed as failure:
            raise LambdaFunctionErrorException(
                "Unhandled", failure.cause or _unexplained(failure)
            ) from failure
        env.stack.append({"ExecutedVersion": "$LATEST", "Payload": result, "StatusCode": 200})

    def service(task, env, resource_runtime_part, normalised_parameters, state_credentials) -> None:
        name = f"{task._get_sfn_resource_type()}:{task.resource.api_action}"
        try:
            env.stack.append(answer(_execution(env), name, normalised_parameters))
        except TaskFailed as failure:
            raise FailureEventException(_failed(task, env, failure)) from failure

    state_task_service_lambda.StateTaskServiceLambda._eval_service_task = function
    for kind in _SERVICES:
        kind._eval_service_task = service


def _failed(task, env, failure: TaskFailed) -> FailureEvent:
    details = TaskFailedEventDetails(
        error=failure.error,
        cause=failure.cause,
        resource=task._get_sfn_resource(),
        resourceType=task._get_sfn_resource_type(),
    )
    return FailureEvent(
        env=env,
        error_name=ErrorName(failure.error),
        event_type=HistoryEventType.TaskFailed,
        event_details=EventDetails(taskFailedEventDetails=details),
    )


def let_go_on_for_ever(ended: threading.Event) -> None:
    """A task that never returns, until its vector is over and its thread may go."""
    ended.wait()
    raise TaskFailed("Abandoned", "the vector is over")


def _unexplained(failure: TaskFailed) -> str:
    # moto finds a function's error in its cause, and nowhere else.
    return json.dumps({"errorType": failure.error})


def _execution(env) -> str:
    return env.states.context_object.context_object_data["Execution"]["Id"]
