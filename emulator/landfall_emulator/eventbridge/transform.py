"""What a target receives: the event, a part of it, a constant, or a template filled from it."""

import json
import re
from typing import Any

_PREDEFINED = {
    "aws.events.event": lambda event: event,
    "aws.events.event.json": lambda event: event,
    "aws.events.event.ingestion-time": lambda event: event["time"],
}


def target_input(target: dict[str, Any], event: dict[str, Any]) -> str:
    """The text that a rule's target is called with."""
    if "Input" in target:
        return target["Input"]
    if "InputPath" in target:
        return json.dumps(_at(target["InputPath"], event))
    if "InputTransformer" in target:
        transformer = target["InputTransformer"]
        return _fill(transformer["InputTemplate"], transformer.get("InputPathsMap", {}), event)
    return json.dumps(event)


def _fill(template: str, paths: dict[str, str], event: dict[str, Any]) -> str:
    values = {name: _at(path, event) for name, path in paths.items()}

    def replacement(match: re.Match) -> str:
        name = match.group("name")
        value = _PREDEFINED[name](event) if name in _PREDEFINED else values.get(name)
        quoted_with_more = _inside_quotes(template, match.start())
        if isinstance(value, str):
            # EventBridge adds the quotation marks itself, unless the template has them.
            return json.dumps(value)[1:-1] if quoted_with_more else json.dumps(value)
        text = "" if value is None and quoted_with_more else json.dumps(value)
        return text.replace('"', '\\"') if quoted_with_more else text

    return re.sub(r"<(?P<name>[A-Za-z0-9_.-]+)>", replacement, template)


def _inside_quotes(template: str, position: int) -> bool:
    return len(re.findall(r'(?<!\\)"', template[:position])) % 2 == 1


_STEP = re.compile(r"\.(?P<name>[A-Za-z0-9_-]+)|\['(?P<quoted>[^']+)'\]|\[(?P<index>\d+)\]")


def _at(path: str, event: dict[str, Any]) -> Any:
    value: Any = event
    for step in _STEP.finditer(path):
        key = int(step["index"]) if step["index"] else step["name"] or step["quoted"]
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value
