"""Three hundred files on Spark while processes are killed: each has one outcome, and it is that of a single machine.

`make test-spark` runs it. It kills, in mid-run, a child that reads plans, the Python worker of Spark that feeds one, and, on a cluster, the
executor of one.

    python3 cluster.py [MASTER]...
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Dict, List, NamedTuple, Set

import spark_support
import support

FILES = 300

#: Tasks, so that each of two cores has many of them.
PARTITIONS = 24

#: Who is killed on each kind of Spark.
MASTERS = {"local[2,4]": ["child", "worker"], "local-cluster[2,1,1024]": ["child", "worker", "executor"]}

#: Seconds that processes have to end in.
PATIENCE = 60


class Process(NamedTuple):
    """A process of the system."""

    pid: int
    parent: int
    command: str


def below(root: int) -> Dict[int, Process]:
    """A process and all that come from it."""
    found: Dict[int, Process] = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = Path("/proc", entry, "stat").read_text()
            command = Path("/proc", entry, "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        # proc(5): the name stands in brackets and may hold any character.
        found[int(entry)] = Process(int(entry), int(stat.rpartition(") ")[2].split()[1]), command)
    kept = {root}
    while True:
        more = {process.pid for process in found.values() if process.parent in kept} | kept
        if more == kept:
            return {pid: process for pid, process in found.items() if pid in kept}
        kept = more


class Killer(threading.Thread):
    """Kills whom it is told to, one after the other, each while it works."""

    def __init__(self, victims: List[str]) -> None:
        super().__init__(daemon=True)
        self.waiting = list(victims)
        self.killed: List[str] = []
        self.children: Set[int] = set()
        self.is_over = threading.Event()

    def run(self) -> None:
        known: Set[int] = set()
        while not self.is_over.wait(0.02):
            processes = below(os.getpid())
            children = [process for process in processes.values() if " stream " in process.command and "plancorpus" in process.command]
            self.children |= {child.pid for child in children}
            # One that is new since the last has not been told of it.
            working = [child for child in children if child.pid not in known]
            if not (working and self.waiting):
                continue
            victim = working[0]
            if self.waiting[0] == "worker":
                victim = processes[victim.parent]
                assert "pyspark" in victim.command, victim
            while self.waiting[0] == "executor" and "ExecutorBackend" not in victim.command:
                victim = processes[victim.parent]
            # It is in the midst of its files.
            time.sleep(0.3)
            try:
                os.kill(victim.pid, signal.SIGKILL)
            except ProcessLookupError:
                known.add(working[0].pid)
                continue
            if not self.is_over.is_set():
                self.killed.append(self.waiting.pop(0))
            known |= {child.pid for child in children}


def run(master: str) -> None:
    """Imports the files on Spark, and looks at what came out."""
    from plancorpus.spark import import_plans

    with tempfile.TemporaryDirectory(prefix="plancorpus-spark-") as scratch:
        folder = Path(scratch)
        spark_support.files(folder / "in", FILES)
        expected = support.told(support.run_import(folder / "in", out=folder / "corpus"))
        assert len(expected) == FILES, len(expected)
        spark = spark_support.session(master)
        killer = Killer(MASTERS[master])
        killer.start()
        outcomes = import_plans(spark, [str(folder / "in")], str(folder / "outcomes"), partitions=PARTITIONS)
        killer.is_over.set()
        killer.join()
        told = spark_support.told(outcomes)
        spark.stop()
        assert killer.killed == MASTERS[master], f"killed in mid-run: {killer.killed}"
        assert sorted(told) == sorted(expected), set(told) ^ set(expected)
        wrong = [path for path in expected if told[path] != expected[path]]
        assert not wrong, wrong
        started = time.monotonic()
        while any(Path("/proc", str(pid), "exe").exists() for pid in killer.children):
            assert time.monotonic() - started < PATIENCE, "a child outlives its task"
            time.sleep(0.1)
        counts = {status: sum(row["status"] == status for row in told.values()) for status in sorted({row["status"] for row in told.values()})}
        print(f"{master}: {len(told)} outcomes, each once, those of a single machine; killed {', '.join(killer.killed)}; {counts}")


def main() -> None:
    missing = spark_support.missing()
    if missing:
        sys.exit(missing)
    masters = sys.argv[1:]
    if len(masters) == 1:
        run(masters[0])
        return
    # Each in a process of its own: a machine of Java has one Spark in its life.
    for master in masters or MASTERS:
        subprocess.run([sys.executable, __file__, master], check=True)


if __name__ == "__main__":
    main()
