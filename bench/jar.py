"""How large the function artifact is, and what is in it."""

import os
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

import common

LIMIT_MB = 30
MB = 1_000_000

# The first group whose beginning fits. What fits none is of the SDK's core or a library of its own.
_GROUPS = {
    "Landfall's own classes": ["landfall-"],
    "SDK: dynamodb": ["dynamodb-2"],
    "SDK: route53": ["route53-2"],
    "SDK: sfn": ["sfn-2"],
    "SDK: cloudwatch": ["cloudwatch-2"],
    "SDK: s3": ["s3-2", "crt-core-"],
    "SDK: secretsmanager": ["secretsmanager-2"],
    "SDK: sns": ["sns-2"],
    "SDK: pricing": ["pricing-2"],
    "SDK: scheduler": ["scheduler-2"],
    "SDK: http client": ["url-connection-client-", "http-client-spi-"],
    "Jackson, YAML": ["jackson-", "snakeyaml-"],
    "Powertools, logback, slf4j": ["powertools-", "logback-", "slf4j-", "aws-embedded-metrics-", "jmespath-"],
    "Apache HTTP client (probe)": ["httpclient5-", "httpcore5-"],
    "dnsjava": ["dnsjava-"],
    "Failsafe (Heroku)": ["failsafe-"],
    "HdrHistogram, JSON canonicalization": ["HdrHistogram-", "java-json-canonicalization-"],
    "cron-utils": ["cron-utils-", "javatuples-"],
    "Lambda's interfaces and events, joda-time": ["aws-lambda-java-", "joda-time-", "crac-"],
    "commons-lang3": ["commons-lang3-"],
    "jspecify, reactive-streams": ["jspecify-", "reactive-streams-"],
}
_REST = "SDK: core, regions, signing, protocols"


def run() -> bool:
    """Prints the sizes; false if the artifact is too large."""
    jars = common.require_built(common.PACKAGE)
    sizes: dict[str, int] = defaultdict(int)
    for jar in jars:
        sizes[_group(jar.name)] += jar.stat().st_size
    total = sum(sizes.values())
    common.title("Function artifact: what `sam build` packages (lib/*.jar; one artifact for all functions)")
    common.table(
        ["group", "MB", "share", "ratio to our own"],
        [_row(name, size, total, sizes["Landfall's own classes"]) for name, size in _largest_first(sizes)],
    )
    zipped = _zipped(jars)
    kept = zipped < LIMIT_MB * MB
    print(f"\n{len(jars)} jars, {total / MB:.1f} MB; as one zip {zipped / MB:.1f} MB, ", end="")
    print(f"{zipped / MB / LIMIT_MB:.2f} of the limit of {LIMIT_MB} MB: {'kept' if kept else 'BROKEN'}")
    return kept


def _group(jar: str) -> str:
    for group, beginnings in _GROUPS.items():
        if jar.startswith(tuple(beginnings)):
            return group
    return _REST


def _largest_first(sizes: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(sizes.items(), key=lambda entry: -entry[1])


def _row(name: str, size: int, total: int, own: int) -> list[str]:
    return [name, f"{size / MB:.2f}", f"{size / total:.1%}", f"{size / own:.1f}"]


def _zipped(jars: list[Path]) -> int:
    """What is uploaded: jars are compressed already, so the zip is hardly smaller."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "artifact.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as content:
            for jar in jars:
                content.write(jar, f"lib/{jar.name}")
        return os.path.getsize(path)
