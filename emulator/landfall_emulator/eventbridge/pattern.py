"""Event patterns: which events a rule is for."""

import fnmatch
from collections.abc import Callable
from typing import Any

_ABSENT = object()


def matches(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    """Whether every field that the pattern names has one of the values that it lists."""
    return all(_field_matches(key, wanted, event) for key, wanted in pattern.items())


def _field_matches(key: str, wanted: Any, event: dict[str, Any]) -> bool:
    if key == "$or":
        return any(matches(alternative, event) for alternative in wanted)
    actual = event.get(key, _ABSENT)
    if isinstance(wanted, dict):
        return matches(wanted, actual if isinstance(actual, dict) else {})
    values = actual if isinstance(actual, list) and actual else [actual]
    return any(_one_matches(condition, value) for condition in wanted for value in values)


def _one_matches(condition: Any, value: Any) -> bool:
    if not isinstance(condition, dict):
        return _same(condition, value)
    ((name, operand),) = condition.items()
    if name == "exists":
        return operand == (value is not _ABSENT)
    return value is not _ABSENT and _CONDITIONS[name](operand, value)


def _same(condition: Any, value: Any) -> bool:
    return type(condition) is type(value) and condition == value


def _text(compare: Callable[[str, str], bool]) -> Callable[[Any, Any], bool]:
    def condition(operand: Any, value: Any) -> bool:
        if not isinstance(value, str):
            return False
        if isinstance(operand, dict):
            return compare(value.lower(), operand["equals-ignore-case"].lower())
        return compare(value, operand)

    return condition


def _anything_but(operand: Any, value: Any) -> bool:
    if isinstance(operand, dict):
        ((name, inner),) = operand.items()
        options = inner if isinstance(inner, list) else [inner]
        return not any(_CONDITIONS[name](option, value) for option in options)
    options = operand if isinstance(operand, list) else [operand]
    return not any(_same(option, value) for option in options)


def _numeric(operand: list, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    comparisons = zip(operand[::2], operand[1::2], strict=True)
    return all(_COMPARISONS[sign](value, limit) for sign, limit in comparisons)


_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda value, limit: value == limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
}

_CONDITIONS: dict[str, Callable[[Any, Any], bool]] = {
    "prefix": _text(str.startswith),
    "suffix": _text(str.endswith),
    "equals-ignore-case": _text(lambda value, wanted: value.lower() == wanted.lower()),
    "wildcard": _text(lambda value, wanted: fnmatch.fnmatchcase(value, wanted.replace("[", "[[]"))),
    "anything-but": _anything_but,
    "numeric": _numeric,
}
