"""A handler's first call behind the runtime interface client, against a bare handler's."""

import dataclasses
import os
import platform
import resource
import statistics
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

import common
from runtime_api import EmptyTable, RuntimeApi

_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
_NATIVE_LIBRARY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
_LONGEST_SECONDS = 60
_WANTED = 1.2

# What Lambda's own java25 image sets, and a heap as at 1,024 MB.
_FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx800m", "-Xlog:disable"]

_BARE, _ONE_CLIENT, _WITH_LOGBACK = "bare", "bare + SDK client", "bare + SDK client + logback"

# The SDK logs to what it finds: with these on the class path it starts logback, which is no cost of a client.
_NOT_THE_SDK = ("landfall-", "logback-", "powertools-", "jackson-", "aws-embedded-metrics-")
_FENCE_EVENT = b'{"request": {"migration": "bench", "reason": "bench"}, "execution": "bench"}'


@dataclasses.dataclass(frozen=True)
class Subject:
    """A handler, its class path, and what it is asked."""

    name: str
    handler: str
    class_path: str
    event: bytes = b"{}"


@dataclasses.dataclass(frozen=True)
class Took:
    """Milliseconds from the start of the process to its answer: by the clock, and of a processor's work."""

    clock: float
    work: float


@dataclasses.dataclass(frozen=True)
class Mode:
    """How the JVM gets its classes; `record` makes the file that `use` names."""

    name: str
    use: str = "-Xshare:auto"
    record: str = ""


_MODES = [
    Mode("plain"),
    Mode("class-data archive", "-XX:SharedArchiveFile={}.jsa", "-XX:ArchiveClassesAtExit={}.jsa"),
    Mode("AOT cache", "-XX:AOTCache={}.aot", "-XX:AOTCacheOutput={}.aot"),
]


class Bench:
    """Starts processes in a folder of its own."""

    def __init__(self, folder: Path, table: EmptyTable):
        self._folder = folder
        self._java = common.jdk() / "bin" / "java"
        self._library = _native_library(folder)
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "AWS_REGION": "eu-west-1",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_ENDPOINT_URL": table.url,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_LAMBDA_FUNCTION_NAME": "bench",
            "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
            "AWS_LAMBDA_LOG_GROUP_NAME": "bench",
            "AWS_LAMBDA_LOG_STREAM_NAME": "bench",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "LAMBDA_TASK_ROOT": ".",
            "STACK_NAME": "landfall",
            "TABLE_NAME": "bench",
            "POWERTOOLS_SERVICE_NAME": "landfall",
            "POWERTOOLS_METRICS_NAMESPACE": "Landfall",
        }

    def train(self, subject: Subject, mode: Mode) -> None:
        """Makes the mode's archive: a process writes it at its orderly end."""
        if not mode.record:
            return
        self._call(subject, mode.record, kill=False)
        # A JVM that does not find its archive starts without one and says nothing.
        archive = Path(mode.record.format(self._archive(subject)).split("=", 1)[1])
        if not archive.exists():
            raise common.NotBuilt(f"{subject.handler} left no {mode.name}")

    def measure(self, subject: Subject, mode: Mode) -> Took:
        """One first call, whose process ends with it."""
        before = _work_of_ended_processes()
        clock = self._call(subject, mode.use, kill=True)
        return Took(clock, _work_of_ended_processes() - before)

    def _call(self, subject: Subject, option: str, kill: bool) -> float:
        api = RuntimeApi(subject.event)
        began = time.monotonic()
        process = subprocess.Popen(
            self._command(subject, option),
            cwd=self._folder,
            env={**self._environment, "AWS_LAMBDA_RUNTIME_API": api.address, "_HANDLER": subject.handler},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            if not api.answered.wait(_LONGEST_SECONDS) or "/init/error" in api.path:
                raise common.NotBuilt(f"{subject.handler} did not start: {api.body[:300]!r}")
            return (api.answered_at - began) * 1000
        finally:
            _end(process, kill)
            api.close()

    def _archive(self, subject: Subject) -> Path:
        return self._folder / subject.name.replace(" ", "-")

    def _command(self, subject: Subject, option: str) -> list[str]:
        return [
            str(self._java),
            *_FLAGS,
            option.format(self._archive(subject)),
            "--enable-native-access=ALL-UNNAMED",
            f"-D{_NATIVE_LIBRARY}={self._library}",
            "-cp",
            subject.class_path,
            _CLIENT,
            subject.handler,
        ]


def run(runs: int) -> bool:
    """Prints medians and ratios; a wish that is not met is told, and breaks nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder, table = Path(name), EmptyTable()
        try:
            subjects = _subjects(folder)
            times = _measure(Bench(folder, table), subjects, runs)
        finally:
            table.close()
    common.title(f"First call: start of the process to its answer, medians of {runs}, in turn in one loop")
    for mode in _MODES:
        _print(mode, [subject.name for subject in subjects], times)
    _print_gain([subject.name for subject in subjects], times)
    return True


def _measure(bench: Bench, subjects: list[Subject], runs: int) -> dict[tuple[str, str], list[Took]]:
    pairs = [(subject, mode) for mode in _MODES for subject in subjects]
    for subject, mode in pairs:
        bench.train(subject, mode)
    times: dict[tuple[str, str], list[Took]] = {(subject.name, mode.name): [] for subject, mode in pairs}
    for _ in range(runs):
        for subject, mode in pairs:
            times[subject.name, mode.name].append(bench.measure(subject, mode))
    return times


def _print(mode: Mode, subjects: list[str], times: dict[tuple[str, str], list[Took]]) -> None:
    """Each ratio is the median of the rounds' ratios, so that a slow round is slow for both of its sides."""
    bare, client = times[_BARE, mode.name], times[_ONE_CLIENT, mode.name]
    cost = _median_ratio(client, bare) - 1
    print(f"{mode.name}: one SDK client costs {cost:.2f} bare calls\n")
    wanted = f"<= {_WANTED}?"
    common.table(
        [
            "handler",
            "ms",
            "least..most",
            "/ bare",
            "/ (bare + client)",
            wanted,
            "(less client) / bare",
            wanted,
            "CPU ms",
            "CPU / (bare + client)",
            wanted,
        ],
        [_row(name, times[name, mode.name], bare, client) for name in subjects],
    )
    print()


def _print_gain(subjects: list[str], times: dict[tuple[str, str], list[Took]]) -> None:
    plain, *archives = [mode.name for mode in _MODES]
    rows = []
    for name in subjects:
        gains = [_median_ratio(times[name, mode], times[name, plain]) for mode in archives]
        rows.append([name, *(f"{gain:.2f}" for gain in gains)])
    common.table(["handler", *(f"{mode} / {plain}" for mode in archives)], rows)


def _row(name: str, own: list[Took], bare: list[Took], client: list[Took]) -> list[str]:
    clocks, works = [took.clock for took in own], [took.work for took in own]
    rounds = list(zip(own, bare, client, strict=True))
    of_client = _median_ratio(own, client)
    rest = statistics.median(
        (mine.clock - both.clock + alone.clock) / alone.clock for mine, alone, both in rounds
    )
    of_work = statistics.median(mine.work / both.work for mine, _, both in rounds)
    judged = name not in (_BARE, _ONE_CLIENT, _WITH_LOGBACK)
    return [
        name,
        f"{statistics.median(clocks):.0f}",
        f"{min(clocks):.0f}..{max(clocks):.0f}",
        f"{_median_ratio(own, bare):.2f}",
        f"{of_client:.2f}",
        _verdict(of_client) if judged else "",
        f"{rest:.2f}" if judged else "",
        _verdict(rest) if judged else "",
        f"{statistics.median(works):.0f}",
        f"{of_work:.2f}",
        _verdict(of_work) if judged else "",
    ]


def _median_ratio(own: list[Took], other: list[Took]) -> float:
    """By the clock."""
    return statistics.median(mine.clock / theirs.clock for mine, theirs in zip(own, other, strict=True))


def _work_of_ended_processes() -> float:
    """Milliseconds of a processor. What else runs on the machine takes no part in them."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1000


def _verdict(ratio: float) -> str:
    return "met" if ratio <= _WANTED else "NOT MET"


def _subjects(folder: Path) -> list[Subject]:
    package, client = common.require_built(common.PACKAGE), common.require_built(common.RUNTIME_CLIENT)
    classes = _bare_classes(folder, [*package, *client])
    sdk = [jar for jar in package if not jar.name.startswith(_NOT_THE_SDK)]
    core = [jar for jar in package if jar.name.startswith("aws-lambda-java-core-")]
    everything = common.class_path(*package, *client)
    return [
        Subject(_BARE, "Bare", common.class_path(classes, *core, *client)),
        Subject(_ONE_CLIENT, "OneClient", common.class_path(classes, *sdk, *client)),
        Subject(_WITH_LOGBACK, "OneClient", common.class_path(classes, *package, *client)),
        Subject("FenceHandler", "dev.landfall.rollback.FenceHandler", everything, _FENCE_EVENT),
        Subject("ProbeHandler", "dev.landfall.probe.ProbeHandler", everything),
    ]


def _bare_classes(folder: Path, jars: list[Path]) -> Path:
    """As a jar, because an archive takes no classes from a folder."""
    here, classes, jar = Path(__file__).parent, folder / "classes", folder / "bare.jar"
    sources = [here / "Bare.java", here / "OneClient.java"]
    tools = common.jdk() / "bin"
    compile_them = [tools / "javac", "-nowarn", "-d", classes, "-cp", common.class_path(*jars), *sources]
    subprocess.run(compile_them, check=True)
    subprocess.run([tools / "jar", "--create", "--file", jar, "-C", classes, "."], check=True)
    return jar


def _native_library(folder: Path) -> Path:
    """Unpacked once: the client would unpack it in every process, to one and the same place."""
    machine = "aarch_64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
    system = "linux" if platform.libc_ver()[0] == "glibc" else "linux_musl"
    jars = common.require_built(common.RUNTIME_CLIENT)
    (jar,) = (jar for jar in jars if "runtime-interface-client" in jar.name)
    library = folder / f"libaws-lambda-jni.{system}-{machine}.so"
    with zipfile.ZipFile(jar) as content:
        library.write_bytes(content.read(f"jni/{library.name}"))
    return library


def _end(process: subprocess.Popen, kill: bool) -> None:
    if kill:
        process.kill()
    else:
        process.terminate()
    process.wait(_LONGEST_SECONDS)
