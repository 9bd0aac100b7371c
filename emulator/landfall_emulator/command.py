"""The landfall command, run as an operator runs it: a process of its own, which knows an endpoint."""

import dataclasses
import os
import socket
import subprocess
import time
from pathlib import Path

from landfall_emulator.aws import environment

_LANDFALL = Path(__file__).resolve().parents[2] / "landfall"

# Longer than any scenario that one of them waits for.
_PATIENCE_SECONDS = 600


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str
    seconds: float

    def require(self, code: int, *words: str) -> "Answer":
        """It ended with this exit code, and its standard output has these words."""
        self._require(self.code == code and all(word in self.out for word in words), f"{code}, {words}")
        return self

    def require_complaint(self, code: int, *words: str) -> "Answer":
        """It ended with this exit code and said why in one line, and nothing else."""
        one_line = not self.out and self.err.count("\n") == 1
        self._require(
            self.code == code and one_line and all(word in self.err for word in words),
            f"{code} and one line with {words}",
        )
        return self

    def _require(self, holds: bool, wanted: str) -> None:
        if not holds:
            command = " ".join(("landfall", *self.arguments))
            raise AssertionError(f"{command}: wanted {wanted}, got {self.code}\n{self.out}{self.err}")


class Command:
    """One that was started."""

    def __init__(self, endpoint: str, arguments: tuple[str, ...]):
        self._arguments = arguments
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [_LANDFALL, *arguments],
            env={**os.environ, **environment(endpoint), "AWS_EC2_METADATA_DISABLED": "true"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(self) -> Answer:
        """Waits for its end."""
        try:
            out, err = self._process.communicate(timeout=_PATIENCE_SECONDS)
        finally:
            self._process.kill()
        return Answer(self._arguments, self._process.returncode, out, err, time.monotonic() - self._began)


def build() -> None:
    """Builds the command if its sources are newer, and the functions with it. Not while they run."""
    subprocess.run([_LANDFALL, "--version"], check=True, stdout=subprocess.DEVNULL)


class SilentEndpoint:
    """Takes connections and never answers, as a service behind a broken network does."""

    def __enter__(self) -> str:
        self._socket = socket.create_server(("127.0.0.1", 0))
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_) -> None:
        self._socket.close()
