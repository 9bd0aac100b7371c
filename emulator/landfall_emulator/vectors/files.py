"""Reads vectors as the rehearsal's tests read them."""

import copy
import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

# The region that vectors write into their ARNs.
REGION = "eu-west-1"


@dataclasses.dataclass(frozen=True)
class Vector:
    """A machine, what its tasks do, and what must come of it."""

    file: str
    fields: dict[str, Any]

    @property
    def name(self) -> str:
        return self.fields["name"]

    @property
    def definition(self) -> str:
        """The machine as it is deployed, its substitutions made."""
        text = as_text(self.fields["definition"])
        for name, value in self.fields.get("substitutions", {}).items():
            text = text.replace("${" + name + "}", value)
        return text

    @property
    def machines(self) -> dict[str, str]:
        """Definitions of the machines that it starts, by name."""
        return {name: as_text(machine) for name, machine in self.fields.get("machines", {}).items()}

    @property
    def input(self) -> Any:
        return self.fields.get("input", {})

    @property
    def tasks(self) -> dict[str, list[dict[str, Any]]]:
        return self.fields.get("tasks", {})

    @property
    def stop(self) -> dict[str, Any] | None:
        return self.fields.get("stop")

    @property
    def refused(self) -> bool:
        return "refused" in self.fields

    @property
    def expect(self) -> dict[str, Any]:
        return self.fields.get("expect", {})

    @property
    def side_by_side(self) -> bool:
        """Whether states run at the same time, so that no engine need enter them in one order."""
        return re.search(r'"?Type"?: "?(Parallel|Map)\b', self.definition) is not None

    @property
    def about_text(self) -> bool:
        """Whether it is about YAML, of which no API hears: SAM makes JSON of it before."""
        return isinstance(self.fields["definition"], str) and not self.definition.startswith(("{", "["))

    def within(self, region: str) -> "Vector":
        """The same vector, in another region."""
        return Vector(self.file, replaced(self.fields, REGION, region))


def read(folder: Path) -> Iterator[Vector]:
    """Every vector of every file."""
    for file in sorted(folder.glob("*.yaml")):
        for fields in yaml.load_all(file.read_text(), Loader=_Loader):
            yield Vector(file.stem, fields)


def replaced(value: Any, old: str, new: str) -> Any:
    """The value, with one text in it replaced by another wherever it is."""
    return json.loads(json.dumps(value).replace(old, new))


def as_text(definition: Any) -> str:
    """A definition's text; the query language need not be repeated in each."""
    if isinstance(definition, str):
        return definition
    return json.dumps({"QueryLanguage": "JSONata", **definition})


class _Loader(yaml.SafeLoader):
    """YAML as Jackson reads it: yes and no are words, and a date is one, too."""


_Loader.yaml_implicit_resolvers = copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers)
for _first, _resolvers in _Loader.yaml_implicit_resolvers.items():
    _Loader.yaml_implicit_resolvers[_first] = [
        (tag, pattern) for tag, pattern in _resolvers if not tag.endswith((":bool", ":timestamp"))
    ]
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
