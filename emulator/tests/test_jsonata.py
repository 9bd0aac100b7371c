"""JSONata as Step Functions knows it."""

import pytest

from landfall_emulator.seams.jsonata import EvaluationFailed, evaluate


@pytest.mark.parametrize(
    ("expression", "variables", "value"),
    [
        ("$count([1..3])", {}, 3),
        ("[1..3]", {}, [1, 2, 3]),
        ("$states.input.a", {"states": {"input": {"a": None}}}, None),
        ("$text & '!'", {"text": 'say "hi"\n'}, 'say "hi"\n!'),
        ('$parse("[1,null]")', {}, [1, None]),
        ("$partition([1..5], 2)", {}, [[1, 2], [3, 4], [5]]),
        ("$range(0, 6, 3)", {}, [0, 3, 6]),
        ("$range(3, 1, -1)", {}, [3, 2, 1]),
        ('$hash("a", "SHA-1")', {}, "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
        ("$random(7) = $random(7)", {}, True),
        ("$length($uuid())", {}, 36),
        ("10 / 5", {}, 2),
        ('{"a": $missing}', {}, {}),
    ],
)
def test_value(expression, variables, value):
    assert evaluate(expression, variables) == value


@pytest.mark.parametrize("expression", ["$missing", "1 +", '"a" + 1', '$parse("{")', "function($a){$a}"])
def test_failure(expression):
    with pytest.raises(EvaluationFailed):
        evaluate(expression, {})
