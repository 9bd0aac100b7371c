"""Event patterns and input transformers."""

import pytest

from landfall_emulator.eventbridge.pattern import matches
from landfall_emulator.eventbridge.transform import target_input

EVENT = {
    "source": "aws.states",
    "time": "2026-01-01T00:00:00Z",
    "resources": ["arn:one", "arn:two"],
    "detail": {"status": "FAILED", "name": 'a "b"', "count": 3, "none": None},
}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ({"source": ["aws.states"]}, True),
        ({"source": ["aws.cloudwatch"]}, False),
        ({"detail": {"status": ["FAILED", "ABORTED"]}}, True),
        ({"detail": {"status": ["failed"]}}, False),
        ({"detail": {"status": [{"equals-ignore-case": "failed"}]}}, True),
        ({"detail": {"status": [{"prefix": "FA"}]}}, True),
        ({"detail": {"status": [{"suffix": "LED"}]}}, True),
        ({"detail": {"status": [{"wildcard": "F*D"}]}}, True),
        ({"detail": {"status": [{"anything-but": ["FAILED"]}]}}, False),
        ({"detail": {"status": [{"anything-but": {"prefix": "X"}}]}}, True),
        ({"detail": {"count": [{"numeric": [">", 2, "<=", 3]}]}}, True),
        ({"detail": {"count": ["3"]}}, False),
        ({"detail": {"absent": [{"exists": False}]}}, True),
        ({"detail": {"none": [None]}}, True),
        ({"resources": ["arn:two"]}, True),
        ({"$or": [{"source": ["x"]}, {"detail": {"count": [3]}}]}, True),
        ({"detail": {"status": {"value": ["FAILED"]}}}, False),
    ],
)
def test_pattern(pattern, expected):
    assert matches(pattern, EVENT) is expected


def transformer(template):
    return {
        "InputTransformer": {
            "InputPathsMap": {"name": "$.detail.name", "count": "$.detail.count", "no": "$.x"},
            "InputTemplate": template,
        }
    }


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"Input": '{"a":1}'}, '{"a":1}'),
        ({"InputPath": "$.detail.status"}, '"FAILED"'),
        ({"InputPath": "$.resources[1]"}, '"arn:two"'),
        (transformer('{"n": <name>, "c": <count>}'), '{"n": "a \\"b\\"", "c": 3}'),
        (transformer('"ended <name> <count>"'), '"ended a \\"b\\" 3"'),
        (transformer('{"no": <no>}'), '{"no": null}'),
        (transformer('{"at": <aws.events.event.ingestion-time>}'), '{"at": "2026-01-01T00:00:00Z"}'),
    ],
)
def test_target_input(target, expected):
    assert target_input(target, EVENT) == expected
