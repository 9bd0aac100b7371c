"""Runs every vector and holds what differs against the list of known differences."""

import dataclasses
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from landfall_emulator.server import Server
from landfall_emulator.vectors.comparison import differences
from landfall_emulator.vectors.engine import Engine
from landfall_emulator.vectors.files import Vector, read

# More at once stretch each other's seconds.
_SIDE_BY_SIDE = 12
# Its machines keep a whole core busy, so that others would run late beside them.
_BUSY = "limits"
_RIGHT = ("interpreter", "moto", "both")


@dataclasses.dataclass(frozen=True)
class Known:
    """A difference that somebody has looked into; vectors-differences.yaml describes the fields."""

    vector: str
    differs: tuple[str, ...]
    right: str
    why: str
    source: str


@dataclasses.dataclass(frozen=True)
class Result:
    """What was different, by aspect."""

    vector: Vector
    differs: dict[str, str]

    def __str__(self) -> str:
        lines = (f"\n       {aspect}: {what[:500]}" for aspect, what in self.differs.items())
        return f"{self.vector.file}: {self.vector.name}{''.join(lines)}"


def run(folder: Path, list_of_differences: Path) -> int:
    """Prints the comparison; returns 1 if the list of differences lacks one, or has one too many."""
    vectors = list(read(folder))
    known = {entry.vector: entry for entry in known_differences(list_of_differences)}
    results = _compare([vector for vector in vectors if not vector.about_text], known)
    problems = list(unexpected(results, known))
    for problem in problems:
        print(f"FAILED {problem}")
    agreeing = sum(not result.differs for result in results)
    print(f"{len(vectors)} vectors, {len(vectors) - len(results)} of them about YAML and for no API")
    print(f"{agreeing} of {len(results)} agree; {len(known)} differences are listed:")
    for right in _RIGHT:
        print(f"  {sum(entry.right == right for entry in known.values()):3} right: {right}")
    return 1 if problems else 0


def known_differences(file: Path) -> list[Known]:
    """The list, in its order; an entry that lacks something is an error."""
    entries = [
        Known(**{**entry, "differs": tuple(entry["differs"])}) for entry in yaml.safe_load(file.read_text())
    ]
    for entry in entries:
        if entry.right not in _RIGHT or not (entry.why and entry.source and entry.differs):
            raise ValueError(f"{file.name}: {entry.vector}: who is right, why, and who says so?")
    return entries


def unexpected(results: list[Result], known: dict[str, Known]) -> Iterator[str]:
    """What the list does not say, and what it says wrongly."""
    for result in results:
        if surprise := _surprise(result, known):
            yield f"{surprise}: {result}"
    for name in known.keys() - {result.vector.name for result in results}:
        yield f"listed, but there is no such vector: {name}"


def _surprise(result: Result, known: dict[str, Known]) -> str | None:
    listed = known.get(result.vector.name)
    if listed is None:
        return "not listed" if result.differs else None
    if set(listed.differs) == result.differs.keys():
        return None
    return f"listed as {', '.join(listed.differs)}" if result.differs else "listed, but they agree"


def _compare(vectors: list[Vector], known: dict[str, Known]) -> list[Result]:
    server = Server()
    engine = Engine(server.endpoint)
    try:
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
            quiet = [vector for vector in vectors if vector.file != _BUSY]
            results = list(threads.map(lambda vector: _result(engine, vector), quiet))
        # Once more alone, before a busy machine is taken for another meaning of the language.
        results = [_result(engine, found.vector) if _surprise(found, known) else found for found in results]
        return results + [_result(engine, vector) for vector in vectors if vector.file == _BUSY]
    finally:
        server.stop()


def _result(engine: Engine, vector: Vector) -> Result:
    try:
        return Result(vector, differences(vector, engine.run(vector)))
    except Exception:
        return Result(vector, {"crash": traceback.format_exc()})
