"""Finds a JDK that can run the functions, and builds their command line."""

import dataclasses
import glob
import os
import re
from pathlib import Path

_OLDEST = 25
_USUAL_PLACES = (
    "/usr/lib/jvm/*",
    "/opt/java/*",
    "/opt/jdk*",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
)
_RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"


class JavaNotFound(Exception):
    """No JDK of the functions' version is on this machine."""


@dataclasses.dataclass(frozen=True)
class Java:
    """How each function process is started.

    `archive` is a class data sharing archive; the JVM writes it when it is stopped in an orderly way
    and starts about twice as fast with it. `options` go before the class name.
    """

    home: Path
    class_path: tuple[Path, ...]
    archive: Path
    options: tuple[str, ...] = ()

    def command(self, handler: str) -> list[str]:
        """The command line of one process for `handler`."""
        return [
            str(self.home / "bin" / "java"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-Xshare:auto",
            f"-XX:SharedArchiveFile={self.archive}",
            "-XX:+AutoCreateSharedArchive",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.security.egd=file:/dev/urandom",
            *self.options,
            "-cp",
            os.pathsep.join(map(str, self.class_path)),
            _RUNTIME_CLIENT,
            handler,
        ]


def find_home() -> Path:
    """A JDK of version 25 or newer: JAVA_HOME if it is one, else the newest in the usual places."""
    java_home = os.environ.get("JAVA_HOME")
    if java_home and _version(Path(java_home)) >= _OLDEST:
        return Path(java_home)
    found = [Path(path) for place in _USUAL_PLACES for path in glob.glob(os.path.expanduser(place))]
    newest = max(found, key=_version, default=None)
    if newest is None or _version(newest) < _OLDEST:
        raise JavaNotFound(f"no JDK {_OLDEST} or newer found; set JAVA_HOME to one")
    return newest


def _version(home: Path) -> int:
    release = home / "release"
    if not (home / "bin" / "java").exists() or not release.exists():
        return 0
    match = re.search(r'JAVA_VERSION="(\d+)', release.read_text())
    return int(match.group(1)) if match else 0
