"""Files per second of processor time: one process of the command, the Python package that feeds it, and Spark.

`make bench-spark` runs it; docs/scale-out.md of the project has what came out. The same files are read in each way, so many times over that
the start of a process hardly counts; a start by itself is measured too. Counted is processor time, so that it bears a busy machine.

    python3 rates.py [COPIES]
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Callable, Dict, List, Tuple

import cluster
import spark_support

import plancorpus

FILES = 300

#: Seconds between two looks at the processes.
LOOK = 0.1


class Meter(threading.Thread):
    """Seconds of processor time that this process and all below it take, one by one: Spark lets processes end that nobody waits for."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.taken: Dict[Tuple[int, int], int] = {}
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(LOOK):
            self.look()

    def look(self) -> None:
        for pid in cluster.below(os.getpid()):
            try:
                fields = Path("/proc", str(pid), "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue
            # proc(5): utime, stime and starttime, the 14th, 15th and 22nd fields.
            self.taken[pid, int(fields[19])] = int(fields[11]) + int(fields[12])

    def seconds(self) -> float:
        self.look()
        return sum(self.taken.values()) / os.sysconf("SC_CLK_TCK")


METER = Meter()


def used() -> float:
    """What has been used so far. What this process itself has waited for, the system counts exactly."""
    waited_for = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    return METER.seconds() if METER.is_alive() else waited_for + sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def measured(what: str, files: int, work: Callable[[], None]) -> None:
    before, started = used(), time.monotonic()
    work()
    seconds, wall = used() - before, time.monotonic() - started
    print(f"{what}: {files} files, {seconds:.2f} s of processor time, {wall:.1f} s by the clock, {files / seconds:.1f} files per CPU-second", flush=True)


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

        METER.start()
        spark = spark_support.session("local[2]")
        ways = {"paths": str, "addresses": Path.as_uri}
        for way, named in ways.items():
            out = Path(scratch, f"first-{way}")
            measured(f"Spark, local[2], {way}, for the first time", FILES, lambda: void(import_plans(spark, [named(folder / "0")], str(out))))
        # There are few duplicates among them.
        written = sum(path.stat().st_size for path in out.rglob("*.parquet"))
        print(f"Parquet: {written / FILES / 1000:.1f} KB for a file", flush=True)
        for way, named in ways.items():
            out = Path(scratch, way)
            measured(f"Spark, local[2], {way}", len(paths), lambda: void(import_plans(spark, [named(folder)], str(out))))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"memory of the driver's Python: {peak / 1000:.0f} MB")
        spark.stop()


def void(result: object) -> None:
    """What is measured gives nothing."""


if __name__ == "__main__":
    main()
