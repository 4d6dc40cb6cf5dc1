"""What is raced: contenders, and the points of each section of the report."""

from dataclasses import dataclass

IN_CXX = ["emend", "emend_json", "nlohmann", "cjson_utils"]
FLOORS = ["simdjson_parse", "memcmp"]
PEERS = {
    "fast-json-patch": ["node", "fast_json_patch.mjs"],
    "rfc6902": ["node", "rfc6902.mjs"],
    "jsondiffpatch": ["node", "jsondiffpatch.mjs"],
    "python-jsonpatch": ["/usr/bin/python3", "python_jsonpatch.py"],
}
CONTENDERS = IN_CXX + list(PEERS) + FLOORS

TEXT = ["diff", "apply", "merge"]
VALUES = ["diff_values", "apply_values"]


@dataclass(frozen=True)
class Point:
    """One workload and what is asked of it. `x` is where it stands on its section's curve."""

    section: str
    kind: str
    tasks: tuple
    contenders: tuple
    size: int = 0  # 0: as usual
    edits: int = 0
    x: float = 0


@dataclass(frozen=True)
class Pace:
    """How long to measure."""

    rounds: int  # measured in turn; the first one is dropped
    seconds: float  # of one contender in one round, or one run
    limit: float  # seconds of CPU time after which an answer is no longer waited for


QUICK = Pace(rounds=4, seconds=0.02, limit=1)
FULL = Pace(rounds=8, seconds=0.1, limit=20)

KB, MB = 1_000, 1_000_000
ROW = 151


def throughput(quick):
    kinds = ["messages", "catalogue", "coordinates", "rows", "pairs", "wide", "front", "half", "nested"]
    if not quick:
        kinds += ["rows_100k", "records"]
    for kind in kinds:
        size = MB if quick and kind == "pairs" else 0
        yield Point("throughput", kind, tuple(TEXT + VALUES), tuple(CONTENDERS), size)


def size(quick):
    for at in [KB, 16 * KB, 256 * KB, 4 * MB] + ([] if quick else [64 * MB]):
        yield Point("size", "records", ("diff", "apply"), tuple(CONTENDERS), at, x=at)


def length(quick):
    for count in [100, 1_000, 10_000] + ([] if quick else [100_000, 1_000_000]):
        yield Point("length", "rows", ("diff",), tuple(CONTENDERS), count * ROW, x=count)


def edits(quick):
    for count in [1, 10, 100, 1_000] + ([] if quick else [10_000]):
        yield Point("edits", "messages", ("diff", "apply"), tuple(CONTENDERS), edits=count, x=count)


def threads(quick, cores):
    counts = tuple(f"emend_bulk_{n}" for n in (1, 2, 4, 8) if n <= max(2, cores))
    yield Point("threads", "pairs", ("diff",), counts + ("emend", "simdjson_parse"), (8 if quick else 64) * MB)


def growth(quick):
    for at in [KB, 64 * KB, 4 * MB] + ([] if quick else [256 * MB]):
        yield Point("growth", "records", ("diff", "apply"), ("emend", "simdjson_parse"), at, x=at)


def points(quick, cores):
    for section in (throughput, size, length, edits, growth):
        yield from section(quick)
    yield from threads(quick, cores)
