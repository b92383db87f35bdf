"""What the tests share: the fixtures of the repository, and corpora that the command makes of them."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List, Tuple

import plancorpus

REPOSITORY = Path(__file__).resolve().parents[2]
FIXTURES = REPOSITORY / "fixtures"

#: A plan that a program can't but read.
PLAN = """望海市政府97年度提升服務品質實施計畫
壹、計畫依據
一、望海市政府96年12月27日望研字第0960000343號函辦理。
貳、計畫目標
一、提供市民便捷之服務。
二、公開政府資訊。
"""


class House(unittest.TestCase):
    """A folder of its own for each test."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="plancorpus-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def plans(self, count: int) -> List[Path]:
        """Plans, no two alike."""
        return [self.write(f"in/{number:03}.txt", plan(number)) for number in range(count)]


def plan(number: int) -> bytes:
    """A plan unlike that of any other number."""
    return PLAN.replace("0960000343", f"{number:010}").encode()


def run_import(*paths: Path, out: Path, arguments: Tuple[str, ...] = ()) -> plancorpus.Corpus:
    """The corpus that the command makes on this machine."""
    command = [plancorpus.find_command(), "import", *map(os.fspath, paths), "--out", os.fspath(out), "--quiet", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in (0, 1), done.stderr.decode()
    return plancorpus.Corpus(out)


def told(corpus: plancorpus.Corpus) -> Dict[str, Dict[str, Any]]:
    """The lines of a manifest by path, with their records in both scripts; a duplicate has none of its own."""
    lines: Dict[str, Dict[str, Any]] = {}
    for line in corpus.manifest():
        ids = line["ids"] or ([line["id"]] if line["id"] else [])
        if line["status"] == "duplicate":
            ids = []
        records = {script: [corpus.plan(identity, script) for identity in ids] for script in ("hant", "hans")}
        lines[line["path"]] = {**line, **records}
    return lines


def skipped(what: str) -> unittest.SkipTest:
    """Says what is not tested, and why."""
    print(f"skipped: {what}", file=sys.stderr)
    return unittest.SkipTest(what)


def schema() -> Dict[str, Any]:
    """The JSON Schema of a record."""
    return json.loads((REPOSITORY / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
