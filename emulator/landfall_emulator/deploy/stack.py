"""Creates a stack from a SAM template and answers for what is in it."""

import io
import json
import zipfile
from pathlib import Path

from landfall_emulator.aws import Aws
from landfall_emulator.deploy import template
from landfall_emulator.seams import cloudformation


class DeploymentFailed(Exception):
    """The template holds something that cannot be deployed here."""


class Stack:
    """A deployed application."""

    def __init__(self, aws: Aws, name: str):
        self._aws = aws
        self.name = name

    @property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs by key."""
        stack = self._aws.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def physical_id(self, logical_id: str) -> str:
        """What Ref answers for a resource of the template."""
        resources = self._aws.client("cloudformation").describe_stack_resources(
            StackName=self.name, LogicalResourceId=logical_id
        )
        return resources["StackResources"][0]["PhysicalResourceId"]

    def resources(self, resource_type: str) -> dict[str, str]:
        """Physical ids by logical id, of one resource type."""
        resources = self._aws.client("cloudformation").describe_stack_resources(StackName=self.name)[
            "StackResources"
        ]
        return {
            resource["LogicalResourceId"]: resource["PhysicalResourceId"]
            for resource in resources
            if resource["ResourceType"] == resource_type
        }


def deploy(aws: Aws, name: str, path: Path, parameters: dict[str, str] | None = None) -> Stack:
    """Deploys the SAM template at `path`; raises DeploymentFailed naming what does not fit."""
    parameters = parameters or {}
    translated = template.to_cloudformation(path, parameters)
    resources = translated["Resources"]
    unknown = {resource["Type"] for resource in resources.values()} - cloudformation.known_types()
    if unknown:
        raise DeploymentFailed(
            f"{path.name} has resource types that the emulator does not know: "
            f"{', '.join(sorted(unknown))}; add a model or a reason to ignore them in "
            "seams/cloudformation.py"
        )
    for logical_id in [key for key, value in resources.items() if value["Type"] in cloudformation.IGNORED]:
        del resources[logical_id]
    _upload_code(aws)
    aws.client("cloudformation").create_stack(
        StackName=name,
        TemplateBody=json.dumps(translated),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    return Stack(aws, name)


def _upload_code(aws: Aws) -> None:
    # moto looks at the archive when a function is created; it holds nothing, as nothing runs it.
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("README", "The emulator runs functions from the built jars.\n")
    s3 = aws.client("s3")
    s3.create_bucket(Bucket=template.CODE_BUCKET)
    s3.put_object(Bucket=template.CODE_BUCKET, Key=template.CODE_KEY, Body=archive.getvalue())
