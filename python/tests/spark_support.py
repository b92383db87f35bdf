"""Spark on this machine, and what came of files on it."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List

import support

import plancorpus.spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def missing() -> str:
    """What is missing for Spark; empty where nothing is."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return "Java is not installed: Spark needs Java 17, such as Debian's openjdk-17-jre-headless"
    for package in ("pyspark", "pyarrow", "pandas"):
        try:
            __import__(package)
        except ImportError:
            return f"{package} is not installed"
    return ""


def session(master: str, **settings: str) -> "SparkSession":
    """A session that talks to nobody but this machine."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(master).appName("plancorpus")
    for name, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.log.level": "ERROR",
        **settings,
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def told(outcomes: "DataFrame") -> Dict[str, Dict[str, Any]]:
    """Rows by path, their records parsed; fails where a path stands twice."""
    rows: List[Dict[str, Any]] = [row.asDict(recursive=True) for row in outcomes.collect()]
    found = {}
    for row in rows:
        assert row["path"] not in found, f"{row['path']} has two outcomes"
        records = {script: [json.loads(text) for text in row[script]] for script in ("hant", "hans")}
        found[row["path"]] = {**row, **records}
    return found


def files(folder: Path, count: int) -> None:
    """So many files of the fixtures, some of them twice, and some that are no plans."""
    found = sorted(path for path in support.FIXTURES.rglob("*") if path.is_file())
    step = len(found) / (count - 6)
    chosen = [found[int(number * step)] for number in range(count - 6)]
    for number, path in enumerate(chosen):
        # Names with what file systems and addresses treat otherwise.
        to = folder / f"{number % 7} 計畫%20a" / str(path.relative_to(support.FIXTURES)).replace(os.sep, "+")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
    copies = folder / "copies"
    copies.mkdir()
    for number in (0, 3, 5):
        shutil.copyfile(chosen[number], copies / chosen[number].name)
    (copies / "empty.txt").touch()
    (copies / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    with (copies / "huge.txt").open("wb") as huge:
        huge.truncate(plancorpus.spark.LARGEST + 1)
