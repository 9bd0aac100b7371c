"""A small application of its own for each seam, so that the emulator is tested without Landfall."""

import subprocess
from pathlib import Path

import pytest

from landfall_emulator.account import Account, jars
from landfall_emulator.poll import until
from landfall_emulator.runtime import java
from landfall_emulator.world import FUNCTIONS

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def account(tmp_path_factory):
    """An account whose functions are the sample's."""
    classes = tmp_path_factory.mktemp("classes")
    class_path = jars(*FUNCTIONS)
    subprocess.run(
        [
            java.find_home() / "bin" / "javac",
            "-cp",
            ":".join(map(str, class_path)),
            "-d",
            classes,
            SAMPLE / "EchoHandler.java",
        ],
        check=True,
    )
    # A folder is no part of a class archive, so the handler goes into a jar.
    handler = classes / "sample.jar"
    subprocess.run(
        [java.find_home() / "bin" / "jar", "--create", "--file", handler, "-C", classes, "sample"], check=True
    )
    with Account((*class_path, handler)) as account:
        yield account


@pytest.fixture(scope="session")
def sample(account):
    """The deployed sample."""
    return account.deploy("sample", SAMPLE / "template.yaml", {"Greeting": "hi"})


@pytest.fixture
def eventually():
    """Polls until a call gives something true, and returns that."""

    return lambda check: until(check, "what the test waits for", 30)
