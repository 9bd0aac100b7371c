"""JSONata for moto's Step Functions, which ships without an engine.

moto writes variables into the text of the expression without escaping strings, so a Cause with a
quotation mark in it would break the state machine. Here they are bound instead. A failing or
undefined expression becomes States.QueryEvaluationError, as the real service reports it.
"""

import hashlib
import json
import random
import uuid
from typing import Any

from jsonata.jexception import JException
from jsonata.jsonata import Jsonata
from jsonata.utils import Utils
from moto.stepfunctions.parser.api import EvaluationFailedEventDetails, HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import (
    StatesErrorName,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import (
    StatesErrorNameType,
)
from moto.stepfunctions.parser.asl.component.common.string import string_expression
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.jsonata import jsonata as moto_jsonata
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

# An expression that goes on for ever fails in AWS, too; its bounds are not documented.
_MOST_MILLISECONDS = 2000
_MOST_CALLS = 100


class EvaluationFailed(Exception):
    """An expression that the real service answers with States.QueryEvaluationError."""


def evaluate(expression: str, variables: dict[str, Any]) -> Any:
    """The value of `expression`, as plain JSON values.

    Raises EvaluationFailed when it does not parse, fails, or is undefined.
    """
    try:
        jsonata = Jsonata(expression, timeout=_MOST_MILLISECONDS, stack=_MOST_CALLS)
        jsonata.set_output_convert_nulls(False)
        for name, implementation in _AWS_FUNCTIONS.items():
            jsonata.register_lambda(name, implementation)
        bindings = {name: _into_jsonata(value) for name, value in variables.items()}
        result = jsonata.evaluate(None, bindings)
    except (JException, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as failure:
        raise EvaluationFailed(
            f"The JSONata expression '{expression}' threw an error: {failure}"
        ) from failure
    if result is None:
        raise EvaluationFailed(f"The JSONata expression '{expression}' returned nothing (undefined).")
    return _from_jsonata(result, expression)


def install() -> None:
    """Makes moto's interpreter evaluate with `evaluate`."""
    string_expression.StringJSONata._eval_body = _evaluate_in_state
    moto_jsonata._eval_jsonata = lambda expression: evaluate(expression, {})


def _evaluate_in_state(self, env) -> None:
    states = json.loads(to_json_str(env.states._states_data))
    for field in ("result", "errorOutput"):
        if states.get(field) is None:
            states.pop(field, None)
    variables = {**env.variable_store._outer_scope, **env.variable_store._inner_scope}
    try:
        result = evaluate(self.expression, {**variables, "states": states})
    except EvaluationFailed as failure:
        raise _failure_event(env, str(failure)) from failure
    env.stack.append(result)


def _failure_event(env, cause: str) -> FailureEventException:
    error = StatesErrorName(typ=StatesErrorNameType.StatesQueryEvaluationError)
    details = EventDetails(
        evaluationFailedEventDetails=EvaluationFailedEventDetails(error=error.error_name, cause=cause)
    )
    event = FailureEvent(
        env=env,
        error_name=error,
        event_type=HistoryEventType.EvaluationFailed,
        event_details=details,
    )
    return FailureEventException(failure_event=event)


def _into_jsonata(value: Any) -> Any:
    # jsonata-python reads None as undefined and has its own null.
    if value is None:
        return Utils.NULL_VALUE
    if isinstance(value, dict):
        return {key: _into_jsonata(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_into_jsonata(item) for item in value]
    return value


def _from_jsonata(value: Any, expression: str) -> Any:
    if value is Utils.NULL_VALUE or value is None:
        return None
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: _from_jsonata(item, expression) for key, item in value.items()}
    if isinstance(value, list | range):
        # By index: iterating the engine's lazy range leaves its last element out.
        return [_from_jsonata(value[index], expression) for index in range(len(value))]
    raise EvaluationFailed(f"The JSONata expression '{expression}' returned an unsupported result type.")


def _parse(text: str) -> Any:
    return _into_jsonata(json.loads(text))


def _partition(array: list, size: int) -> list:
    return [array[start : start + size] for start in range(0, len(array), size)]


def _range(first: int, last: int, step: int) -> list:
    inclusive = 1 if step > 0 else -1
    return list(range(first, last + inclusive, step))


def _hash(text: str, algorithm: str) -> str:
    return hashlib.new(algorithm.replace("-", "").lower(), text.encode()).hexdigest()


# $random with a seed is Step Functions' own; without one it is JSONata's.
_AWS_FUNCTIONS = {
    "hash": _hash,
    "parse": _parse,
    "partition": _partition,
    "random": lambda seed=None: random.Random(seed).random(),
    "range": _range,
    "uuid": lambda: str(uuid.uuid4()),
}
