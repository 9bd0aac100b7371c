"""Names of parameters and results in a Task: PascalCase in a state machine, whatever the API has.

moto hands Arguments to boto3 as they stand. That does for the services whose API is in PascalCase,
too; Step Functions' own is not, so that every `states:startExecution` and `aws-sdk:sfn:...` failed
there with States.Runtime. The conversion is in moto, but nothing calls it.
"""

import functools
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.model import OperationModel
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_aws_sdk,
    state_task_service_callback,
    state_task_service_sfn,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import (
    StateTaskService,
)

_AwsSdk = state_task_service_aws_sdk.StateTaskServiceAwsSdk
_Callback = state_task_service_callback.StateTaskServiceCallback
_Sfn = state_task_service_sfn.StateTaskServiceSfn


def install() -> None:
    """Converts the parameters and results of what is called by its own API's name."""
    _AwsSdk._normalise_parameters = _to_api
    _AwsSdk._normalise_response = _from_api
    _Sfn._normalise_response = _from_api
    # Sfn's own writes the Input as a text, which is right, and then calls its parent's.
    _Callback._normalise_parameters = _to_api_of_sfn


def _to_api(
    task: StateTaskService,
    parameters: dict,
    boto_service_name: str | None = None,
    service_action_name: str | None = None,
) -> None:
    task._to_boto_request(parameters, _operation(task, service_action_name).input_shape)


def _to_api_of_sfn(task: StateTaskService, parameters: dict, **names: str | None) -> None:
    if isinstance(task, _Sfn):
        _to_api(task, parameters, **names)


def _from_api(
    task: StateTaskService,
    response: Any,
    boto_service_name: str | None = None,
    service_action_name: str | None = None,
) -> None:
    shape = _operation(task, service_action_name).output_shape
    if shape is not None:
        task._from_boto_response(response, shape)


def _operation(task: StateTaskService, action: str | None) -> OperationModel:
    return _operations(task._get_boto_service_name())[action or task._get_boto_service_action()]


@functools.cache
def _operations(service: str) -> dict[str, OperationModel]:
    model = botocore.session.get_session().get_service_model(service)
    return {xform_name(name): model.operation_model(name) for name in model.operation_names}
