"""The list of differences between the engines is kept honest."""

from landfall_emulator.vectors.comparison import differences
from landfall_emulator.vectors.files import Vector
from landfall_emulator.vectors.report import Known, Result, unexpected

VECTOR = Vector("file", {"name": "one", "definition": {}, "expect": {"status": "SUCCEEDED", "seconds": 1}})
KNOWN = {"one": Known("one", ("status",), "interpreter", "why", "source")}


def observed(**values):
    return {"cause": None, "surprises": [], "status": "SUCCEEDED", "seconds": 1.3, **values}


def problems(found, known):
    return list(unexpected([Result(VECTOR, differences(VECTOR, observed(**found)))], known))


def test_agreement_is_expected():
    assert problems({}, {}) == []


def test_listed_difference_is_expected():
    assert problems({"status": "FAILED"}, KNOWN) == []


def test_difference_that_is_not_listed_is_told():
    assert problems({"seconds": 2.5}, {})[0].startswith("not listed")


def test_difference_that_is_no_more_is_told():
    assert problems({}, KNOWN)[0].startswith("listed, but they agree")


def test_other_difference_than_listed_is_told():
    assert problems({"seconds": 2.5}, KNOWN)[0].startswith("listed as status")


def test_listed_vector_that_is_gone_is_told():
    assert list(unexpected([], KNOWN)) == ["listed, but there is no such vector: one"]
