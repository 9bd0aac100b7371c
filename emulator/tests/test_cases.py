"""Comparing answers with what is expected of them."""

import pytest

from landfall_emulator.cases import differences, find


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        ({"a": [1, "*"]}, {"a": [1, {"at": "noon"}]}, []),
        ({"a": 1}, {"a": 2}, ["$.a: expected 1, got 2"]),
        ({"a": 1}, {}, ["$.a is missing"]),
        ({}, {"a": 1}, ["$.a is not expected: 1"]),
        ({"a": [1]}, {"a": []}, ["$.a: expected [1], got []"]),
        ({"a": True}, {"a": 1}, ["$.a: expected true, got 1"]),
        ("*", None, []),
    ],
)
def test_differences(expected, actual, found):
    assert list(differences(expected, actual, "$")) == found


def test_find_takes_inputs_and_leaves_what_stands_beside_them(tmp_path):
    (tmp_path / "Verify").mkdir()
    for name in ("late.json", "late.expected.json", "late.given.json"):
        (tmp_path / "Verify" / name).write_text("{}")
    (tmp_path / "shift.json").write_text("{}")
    (case,) = find(tmp_path)
    assert (case.function, case.name, case.given.name) == ("Verify", "late", "late.given.json")
