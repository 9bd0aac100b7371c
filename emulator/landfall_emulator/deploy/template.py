"""Turns a SAM template into a CloudFormation template, with SAM's own translator."""

import json
from pathlib import Path
from typing import Any

import yaml
from samtranslator.public.translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform

# The code is run from the built jars, so any address does; SAM only wants one in S3.
CODE_BUCKET, CODE_KEY = "landfall-emulator-code", "functions.zip"


def to_cloudformation(path: Path, parameters: dict[str, str]) -> dict[str, Any]:
    """The CloudFormation template that SAM makes of the file and its state machine files."""
    template = load(path)
    for resource in template["Resources"].values():
        _inline(resource, path.parent)
    defaults = {
        name: str(parameter["Default"])
        for name, parameter in template.get("Parameters", {}).items()
        if "Default" in parameter
    }
    return transform(template, {**defaults, **parameters}, _NoManagedPolicies())


def load(path: Path) -> dict[str, Any]:
    """A YAML template with CloudFormation's short forms (!Ref, !Sub, ...) written out."""
    return yaml.load(path.read_text(), Loader=_CloudFormationLoader)


def _inline(resource: dict[str, Any], folder: Path) -> None:
    properties = resource.setdefault("Properties", {})
    match resource["Type"]:
        case "AWS::Serverless::Function":
            properties["CodeUri"] = f"s3://{CODE_BUCKET}/{CODE_KEY}"
            resource.pop("Metadata", None)
        case "AWS::Serverless::StateMachine" if "DefinitionUri" in properties:
            definition = folder / properties.pop("DefinitionUri")
            # Through JSON: the file may share nodes by anchors, and SAM changes them in place.
            properties["Definition"] = json.loads(json.dumps(yaml.safe_load(definition.read_text())))


class _NoManagedPolicies(ManagedPolicyLoader):
    """Managed policies by name would need an account to be looked up in; ARNs need nothing."""

    def __init__(self) -> None:
        super().__init__(iam_client=None)

    def load(self) -> dict[str, str]:
        return {}


class _CloudFormationLoader(yaml.SafeLoader):
    pass


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    match node:
        case yaml.ScalarNode():
            value: Any = loader.construct_scalar(node)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case _:
            value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_CloudFormationLoader.add_multi_constructor("!", _short_form)
