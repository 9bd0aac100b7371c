"""Tells a listener that an execution has entered a state, before anything in the state is done.

Who polls the history sees a Choice only when it is over. The listener is called on the
interpreter's own thread, so that the execution stands still until it returns.
"""

from collections.abc import Callable
from typing import Any

from moto.stepfunctions.parser.asl.component.state.state import CommonStateField

# Receives the execution's ARN, its input and the state's name.
EntryListener = Callable[[str, Any, str], None]


def install(on_entry: EntryListener) -> None:
    """Wraps the first thing that a state does after its event of entry is written."""
    evaluate_input = CommonStateField._eval_state_input

    def tell_and_evaluate_input(state: CommonStateField, env) -> None:
        execution = env.states.context_object.context_object_data["Execution"]
        on_entry(execution["Id"], execution["Input"], state.name)
        evaluate_input(state, env)

    CommonStateField._eval_state_input = tell_and_evaluate_input
