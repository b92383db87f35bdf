"""Files per second of processor time: one process of the command, the Python package that feeds it, and Spark.

`make bench-spark` runs it; docs/scale-out.md of the project has what came out. The same files are read in each way, so many times over that
the start of a process hardly counts; a start by itself is measured too. What the system counts of a process and all that it has started is
its processor time, whatever else the machine does.

    python3 rates.py [COPIES]
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Iterable, List

import cluster
import spark_support

import plancorpus

FILES = 300


def ticks(pids: Iterable[int]) -> float:
    """Seconds of processor time of processes and of all that they have waited for."""
    total = 0
    for pid in pids:
        try:
            stat = Path("/proc", str(pid), "stat").read_text()
        except OSError:
            continue
        # proc(5): utime, stime, cutime and cstime, the 14th to 17th fields.
        total += sum(map(int, stat.rpartition(") ")[2].split()[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def used() -> float:
    """What this process and all below it have used so far."""
    return ticks(cluster.below(os.getpid()))


def measured(what: str, files: int, work: Callable[[], None]) -> None:
    before, started = used(), time.monotonic()
    work()
    seconds, wall = used() - before, time.monotonic() - started
    print(f"{what}: {files} files, {seconds:.1f} s of processor time, {wall:.1f} s by the clock, {files / seconds:.1f} files per CPU-second", flush=True)


def stream(requests: List[str]) -> None:
    done = subprocess.run([plancorpus.find_command(), "stream", "--jobs", "1"], input="".join(requests).encode(), stdout=subprocess.PIPE)
    answers = done.stdout.splitlines()
    assert len(answers) == len(requests), len(answers)


def feed(paths: List[Path]) -> None:
    with plancorpus.Worker(jobs=1) as worker:
        for outcome in worker.map(paths):
            assert outcome.line["status"] != "crashed", outcome


def main() -> None:
    missing = spark_support.missing()
    if missing:
        sys.exit(missing)
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory(prefix="plancorpus-rates-") as scratch:
        folder = Path(scratch, "in")
        spark_support.files(folder / "0", FILES)
        # That one is not read by anybody.
        (folder / "0" / "copies" / "huge.txt").unlink()
        for copy in range(1, copies):
            shutil.copytree(folder / "0", folder / str(copy))
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        size = sum(path.stat().st_size for path in paths)
        print(f"{len(paths)} files of {size / len(paths) / 1000:.0f} KB on average", flush=True)
        requests = [json.dumps({"path": str(path)}) + "\n" for path in paths]
        measured("start of plancorpus stream, and one file", 1, lambda: stream(requests[:1]))
        measured("plancorpus stream --jobs 1", len(paths), lambda: stream(requests))
        measured("plancorpus.Worker(jobs=1)", len(paths), lambda: feed(paths))

        from plancorpus.spark import import_plans

        spark = spark_support.session("local[2]")
        few = str(Path(scratch, "few"))
        measured("Spark: its start, and a few files", 9, lambda: void(import_plans(spark, [str(folder / "0" / "copies")], few)))
        out = str(Path(scratch, "out"))
        measured("Spark, local[2], paths", len(paths), lambda: void(import_plans(spark, [str(folder)], out)))
        files = sum(path.stat().st_size for path in Path(out).rglob("*.parquet"))
        print(f"Parquet: {files / len(paths) / 1000:.1f} KB for a file", flush=True)
        again = str(Path(scratch, "again"))
        measured("Spark, local[2], addresses", len(paths), lambda: void(import_plans(spark, [folder.as_uri()], again)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"memory of the driver's Python: {peak / 1000:.0f} MB")
        spark.stop()


def void(result: object) -> None:
    """What is measured gives nothing."""


if __name__ == "__main__":
    main()
