"""Finds a JDK that can run the functions, and builds their command line."""

import dataclasses
import hashlib
import os
import platform
import subprocess
import zipfile
from pathlib import Path

_FIND_JDK = Path(__file__).resolve().parents[3] / ".mvn" / "jdk"
_RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
_RUNTIME_CLIENT_JAR = "aws-lambda-java-runtime-interface-client-"
_NATIVE_LIBRARY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


class JavaNotFound(Exception):
    """No JDK of the functions' version is on this machine."""


@dataclasses.dataclass(frozen=True)
class Java:
    """How each function process is started. `options` go before the class name."""

    home: Path
    class_path: tuple[Path, ...]
    target: Path
    options: tuple[str, ...] = ()

    @property
    def cache(self) -> Path:
        """The JVM's ahead-of-time cache for this class path; it starts three times as fast with one."""
        jars = [(str(jar), jar.stat().st_size, jar.stat().st_mtime_ns) for jar in self.class_path]
        digest = hashlib.sha256(repr((str(self.home), self.options, jars)).encode()).hexdigest()
        return self.target / f"functions-{digest[:16]}.aot"

    def command(self, handler: str) -> list[str]:
        """The command line of one process for `handler`."""
        cache = self.cache
        return self._command(handler, f"-XX:AOTCache={cache}" if cache.exists() else "-Xshare:auto")

    def recording_command(self, handler: str) -> list[str]:
        """The same for a process that writes the cache when it is stopped in an orderly way."""
        return self._command(handler, f"-XX:AOTCacheOutput={self.cache}")

    def _command(self, handler: str, cache_option: str) -> list[str]:
        library = unpack_native_library(self.class_path, self.target)
        return [
            str(self.home / "bin" / "java"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-Xlog:disable",
            cache_option,
            "--enable-native-access=ALL-UNNAMED",
            f"-D{_NATIVE_LIBRARY}={library}",
            f"-XX:ErrorFile={self.target}/hs_err_%p.log",
            *self.options,
            "-cp",
            os.pathsep.join(map(str, self.class_path)),
            _RUNTIME_CLIENT,
            handler,
        ]


def find_home() -> Path:
    """The JDK that the build uses, found as the build finds it."""
    found = subprocess.run([_FIND_JDK], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise JavaNotFound("no JDK 25 or newer found; set JAVA_HOME to one")
    return Path(found.stdout.strip())


def unpack_native_library(class_path: tuple[Path, ...], target: Path) -> Path:
    """The runtime interface client's library, unpacked once.

    The client would unpack it to one and the same place in every process, and a process that has
    it mapped dies of a bus error when the next one writes it.
    """
    machine = {"arm64": "aarch_64", "aarch64": "aarch_64"}.get(platform.machine(), "x86_64")
    system = "linux" if platform.libc_ver()[0] == "glibc" else "linux_musl"
    name = f"libaws-lambda-jni.{system}-{machine}.so"
    library = target / name
    if not library.exists():
        (jar,) = (jar for jar in class_path if jar.name.startswith(_RUNTIME_CLIENT_JAR))
        unpacked = library.with_suffix(f".{os.getpid()}")
        with zipfile.ZipFile(jar) as content:
            unpacked.write_bytes(content.read(f"jni/{name}"))
        unpacked.replace(library)
    return library
