"""Where things lie, and how figures are printed."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FUNCTIONS = ROOT / "functions" / "target"
PACKAGE = FUNCTIONS / "lambda" / "lib"
RUNTIME_CLIENT = FUNCTIONS / "ric"
COMMAND = ROOT / "cli" / "target" / "cli" / "lib"


class NotBuilt(Exception):
    """Something to measure is missing."""


def require_built(folder: Path) -> list[Path]:
    """The folder's jars, by name."""
    jars = sorted(folder.glob("*.jar"))
    if not jars:
        raise NotBuilt(f"{folder.relative_to(ROOT)} holds no jar: run `make build` first")
    return jars


def jdk() -> Path:
    """The JDK that the build uses, found as the build finds it."""
    found = subprocess.run([ROOT / ".mvn" / "jdk"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise NotBuilt("needs a JDK 25 or newer: set JAVA_HOME, or put its java on the PATH")
    return Path(found.stdout.strip())


def class_path(*parts: Path) -> str:
    """As `java -cp` takes it."""
    return os.pathsep.join(map(str, parts))


def title(text: str) -> None:
    """A heading."""
    print(f"\n== {text}\n", flush=True)


def table(head: list[str], rows: list[list[str]]) -> None:
    """A plain table: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        numbers = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *numbers]).rstrip())
