"""Calls what an event or a schedule is for."""

import json
import time
import uuid
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError

from landfall_emulator.aws import Aws

_ATTEMPTS = 3
_SECONDS_BETWEEN_ATTEMPTS = 0.5


class UnsupportedTarget(Exception):
    """A target that the emulator cannot call."""


def call(aws: Aws, target: dict[str, Any], text: str) -> None:
    """Calls the target with `text`, a few times if it fails, then leaves it to its dead letters."""
    failure: ClientError | None = None
    for attempt in range(_ATTEMPTS):
        time.sleep(_SECONDS_BETWEEN_ATTEMPTS * attempt)
        try:
            _call_once(aws, target["Arn"], text)
            return
        except ClientError as error:
            failure = error
    dead_letters = target.get("DeadLetterConfig", {}).get("Arn")
    if dead_letters:
        bury(aws, dead_letters, text, str(failure))


def bury(aws: Aws, arn: str, text: str, reason: str) -> None:
    """Puts what could not be delivered into a dead-letter queue or topic."""
    attributes = {"ERROR_MESSAGE": {"DataType": "String", "StringValue": reason[:1000]}}
    if arn.split(":")[2] == "sns":
        aws.client("sns").publish(TopicArn=arn, Message=text, MessageAttributes=attributes)
    else:
        aws.client("sqs").send_message(
            QueueUrl=queue_url(aws, arn), MessageBody=text, MessageAttributes=attributes
        )


def queue_url(aws: Aws, arn: str) -> str:
    """The address of a queue."""
    return aws.client("sqs").get_queue_url(QueueName=arn.rsplit(":", 1)[1])["QueueUrl"]


def _call_once(aws: Aws, arn: str, text: str) -> None:
    match arn.split(":")[2:6]:
        case ["lambda", *_]:
            aws.client("lambda").invoke(FunctionName=arn, InvocationType="Event", Payload=text.encode())
        case ["states", *_]:
            aws.client("stepfunctions").start_execution(
                stateMachineArn=arn, name=str(uuid.uuid4()), input=text
            )
        case ["sqs", *_]:
            aws.client("sqs").send_message(QueueUrl=queue_url(aws, arn), MessageBody=text)
        case ["sns", *_]:
            aws.client("sns").publish(TopicArn=arn, Message=text)
        case ["scheduler", _, _, "aws-sdk"]:
            _call_universal(aws, arn, text)
        case _:
            raise UnsupportedTarget(arn)


def _call_universal(aws: Aws, arn: str, text: str) -> None:
    # arn:aws:scheduler:::aws-sdk:sfn:sendTaskSuccess - the input holds the call's parameters.
    service, action = arn.split(":")[6:8]
    client = aws.client({"sfn": "stepfunctions"}.get(service, service))
    operation = action[0].upper() + action[1:]
    members = client.meta.service_model.operation_model(operation).input_shape.members
    given = {key.lower(): value for key, value in json.loads(text or "{}").items()}
    parameters = {name: given[name.lower()] for name in members if name.lower() in given}
    getattr(client, xform_name(operation))(**parameters)
