"""Resource types that moto's CloudFormation does not know, made through the services' own APIs.

A model here is found by moto because it is a subclass of CloudFormationModel, so Ref, GetAtt and the
order of creation stay moto's work. State machines are known to moto, but land in a backend that
does not run them.
"""

import json
from typing import Any

from moto.awslambda.models import LambdaFunction
from moto.cloudformation import parsing
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
from moto.cloudformation.models import Stack
from moto.core.common_models import CloudFormationModel

from landfall_emulator.aws import Aws
from landfall_emulator.seams import functions

# Left out, each for a reason that does not touch what a scenario shows.
IGNORED = {
    "AWS::CloudFormation::WaitConditionHandle": "a placeholder that a condition may pick",
    "AWS::KMS::Alias": "a second name that nothing here calls by",
    "AWS::Lambda::Permission": "moto lets everybody invoke",
    "AWS::Logs::MetricFilter": "logs go to files here, so there is nothing to count",
    "AWS::Logs::ResourcePolicy": "moto lets everybody write logs",
    "AWS::S3::BucketPolicy": "moto speaks no TLS, which is all that Landfall's demands",
    "AWS::SNS::TopicPolicy": "moto lets everybody publish",
    "AWS::SQS::QueuePolicy": "moto lets everybody send",
    "AWS::XRay::SamplingRule": "nothing is traced here",
}

_aws: Aws | None = None


def install(aws: Aws) -> None:
    """Makes the models below known to moto; their resources are created through `aws`."""
    global _aws
    _aws = aws
    for cached in (parsing.get_model_list, parsing.get_model_map, parsing.get_name_type_map):
        cached.cache_clear()
    _keep_dead_letter_queues()
    # moto keeps None for a resource whose condition is false, and trips over it when it lists them.
    Stack.stack_resources = property(
        lambda stack: [made for made in stack.resource_map.values() if made is not None]
    )


def known_types() -> set[str]:
    """Every resource type that a template may hold."""
    return {*parsing.get_model_map(), *parsing.NULL_MODELS, *IGNORED}


class _ApiResource:
    """A resource made by a call; `attributes` answers GetAtt, `physical_id` answers Ref.

    Not a CloudFormationModel itself: moto takes each direct subclass of that for a resource type.
    """

    TYPE: str
    NAME: str = ""

    def __init__(self, physical_id: str, attributes: dict[str, str]):
        self._physical_id = physical_id
        self._attributes = attributes

    @property
    def physical_resource_id(self) -> str:
        return self._physical_id

    @classmethod
    def cloudformation_name_type(cls) -> str:
        return cls.NAME

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.TYPE

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return True

    def get_cfn_attribute(self, attribute_name: str) -> str:
        if attribute_name not in self._attributes:
            raise UnformattedGetAttTemplateException
        return self._attributes[attribute_name]

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: dict, *_: Any, **__: Any
    ):
        properties = dict(cloudformation_json["Properties"])
        # moto looks for the name in its own model of the type, which may call it otherwise.
        return cls(*cls.make(_aws, properties.get(cls.NAME, resource_name), properties))

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *_: Any, **__: Any):
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *_: Any, **__: Any) -> None:
        """The emulator ends instead of tearing stacks down."""

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        """Creates the resource; returns its physical id and its attributes."""
        raise NotImplementedError


# moto's parser knows no Arguments in a ResultWriter, and refuses the whole machine.
_NOT_HERE = json.dumps(
    {
        "StartAt": "NotHere",
        "States": {"NotHere": {"Type": "Fail", "Error": "NotHere", "Cause": "moto runs no Distributed Map"}},
    }
)


def _is_distributed(definition: str) -> bool:
    states = json.loads(definition)["States"].values()
    return any("ResultWriter" in state for state in states)


class StateMachine(_ApiResource, CloudFormationModel):
    TYPE = "AWS::StepFunctions::StateMachine"
    NAME = "StateMachineName"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        definition = properties.get("DefinitionString") or json.dumps(properties["Definition"])
        for key, value in properties.get("DefinitionSubstitutions", {}).items():
            definition = definition.replace("${" + key + "}", str(value))
        if _is_distributed(definition):
            definition = _NOT_HERE
        machine = aws.client("stepfunctions").create_state_machine(
            name=name, definition=definition, roleArn=properties["RoleArn"]
        )
        arn = machine["stateMachineArn"]
        return arn, {"Arn": arn, "Name": name}


class Alarm(_ApiResource, CloudFormationModel):
    TYPE = "AWS::CloudWatch::Alarm"
    NAME = "AlarmName"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        properties.pop("Tags", None)
        _numbers(properties, ("EvaluationPeriods", "DatapointsToAlarm", "Period"), int)
        _numbers(properties, ("Threshold",), float)
        cloudwatch = aws.client("cloudwatch")
        cloudwatch.put_metric_alarm(**{**properties, "AlarmName": name})
        alarms = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
        return name, {"Arn": alarms[0]["AlarmArn"]}


class CompositeAlarm(_ApiResource, CloudFormationModel):
    TYPE = "AWS::CloudWatch::CompositeAlarm"
    NAME = "AlarmName"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        properties.pop("Tags", None)
        cloudwatch = aws.client("cloudwatch")
        cloudwatch.put_composite_alarm(**{**properties, "AlarmName": name})
        alarms = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=["CompositeAlarm"])
        return name, {"Arn": alarms["CompositeAlarms"][0]["AlarmArn"]}


class Schedule(_ApiResource, CloudFormationModel):
    TYPE = "AWS::Scheduler::Schedule"
    NAME = "Name"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        retry = properties["Target"].get("RetryPolicy", {})
        _numbers(retry, ("MaximumEventAgeInSeconds", "MaximumRetryAttempts"), int)
        arn = aws.client("scheduler").create_schedule(**{**properties, "Name": name})
        return name, {"Arn": arn["ScheduleArn"]}


class ScheduleGroup(_ApiResource, CloudFormationModel):
    TYPE = "AWS::Scheduler::ScheduleGroup"
    NAME = "Name"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        arn = aws.client("scheduler").create_schedule_group(Name=name)["ScheduleGroupArn"]
        return name, {"Arn": arn}


class Version(_ApiResource, CloudFormationModel):
    """Known to moto, but its number cannot be asked there, which an alias needs."""

    TYPE = "AWS::Lambda::Version"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        version = aws.client("lambda").publish_version(FunctionName=properties["FunctionName"])
        return version["FunctionArn"], {"Version": version["Version"], "FunctionArn": version["FunctionArn"]}


class Alias(_ApiResource, CloudFormationModel):
    TYPE = "AWS::Lambda::Alias"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        alias = aws.client("lambda").create_alias(
            FunctionName=properties["FunctionName"],
            Name=properties["Name"],
            FunctionVersion=str(properties["FunctionVersion"]),
        )
        return alias["AliasArn"], {"AliasArn": alias["AliasArn"]}


class EventInvokeConfig(_ApiResource, CloudFormationModel):
    """Kept beside moto, whose copy of it belongs to one version of the function."""

    TYPE = "AWS::Lambda::EventInvokeConfig"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        on_failure = properties.get("DestinationConfig", {}).get("OnFailure", {})
        functions.configure(
            properties["FunctionName"],
            functions.Asynchronous(
                attempts=1 + int(properties.get("MaximumRetryAttempts", 2)),
                destination=on_failure.get("Destination"),
            ),
        )
        return name, {}


class Secret(_ApiResource, CloudFormationModel):
    TYPE = "AWS::SecretsManager::Secret"
    NAME = "Name"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        secrets, generate = aws.client("secretsmanager"), properties["GenerateSecretString"]
        fields = json.loads(generate["SecretStringTemplate"])
        fields[generate["GenerateStringKey"]] = secrets.get_random_password(
            PasswordLength=int(generate["PasswordLength"]), ExcludePunctuation=True
        )["RandomPassword"]
        arn = secrets.create_secret(Name=name, SecretString=json.dumps(fields))["ARN"]
        return arn, {"Id": arn}


class Subscription(_ApiResource, CloudFormationModel):
    TYPE = "AWS::SNS::Subscription"

    @staticmethod
    def make(aws: Aws, name: str, properties: dict) -> tuple[str, dict[str, str]]:
        arn = aws.client("sns").subscribe(
            TopicArn=properties["TopicArn"],
            Protocol=properties["Protocol"],
            Endpoint=properties["Endpoint"],
            ReturnSubscriptionArn=True,
        )["SubscriptionArn"]
        return arn, {"Arn": arn}


def _numbers(properties: dict, names: tuple[str, ...], kind: type) -> None:
    # Parameters arrive as text, which CloudFormation converts and boto3 refuses.
    for name in names:
        if name in properties:
            properties[name] = kind(properties[name])


def _keep_dead_letter_queues() -> None:
    create = LambdaFunction.create_from_cloudformation_json.__func__

    def create_with_dead_letters(cls, resource_name, cloudformation_json, *args, **kwargs):
        queue = cloudformation_json["Properties"].get("DeadLetterConfig", {}).get("TargetArn")
        if queue:
            functions.configure(resource_name, functions.Asynchronous(destination=queue))
        return create(cls, resource_name, cloudformation_json, *args, **kwargs)

    LambdaFunction.create_from_cloudformation_json = classmethod(create_with_dead_letters)
