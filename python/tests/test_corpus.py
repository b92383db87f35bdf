"""A corpus is read as the command wrote it."""

import functools
import importlib
import os
import subprocess
import sys
import unittest

import support

import plancorpus
from plancorpus import Corpus, _command


@functools.lru_cache(maxsize=None)
def exports_parquet() -> bool:
    """Whether the command knows `export --to parquet`."""
    said = subprocess.run([plancorpus.find_command(), "export", "--help"], stdout=subprocess.PIPE).stdout
    return b"parquet" in said


class Plans(support.House):
    def test_plans_are_those_of_the_records(self) -> None:
        two = support.PLAN + "\n" + support.PLAN.replace("97年度", "98年度").replace("望海市", "海門市")
        mainland = "望海市提升政务服务质量实施方案\n一、指导思想\n优化办事流程。\n二、工作目标\n简化审批手续。\n"
        for name, text in [("a.txt", support.PLAN), ("b.txt", support.PLAN), ("c.txt", two), ("d.txt", mainland), ("e.txt", "")]:
            self.write(f"in/{name}", text.encode())
        corpus = support.run_import(self.folder / "in", out=self.folder / "out")
        self.assertEqual(
            [(line["path"], line["status"]) for line in corpus.manifest()],
            [("a.txt", "ok"), ("b.txt", "duplicate"), ("c.txt", "ok"), ("d.txt", "ok"), ("e.txt", "no_text")],
        )
        own = list(corpus.plans())
        self.assertEqual([plan["source"]["path"] for plan in own], ["a.txt", "c.txt", "c.txt", "d.txt"])
        self.assertEqual([plan["produced_by"]["converter"] for plan in own], [None] * 4)
        self.assertEqual(own[3]["title"], "望海市提升政务服务质量实施方案")
        self.assertEqual([plan["title"] for plan in corpus.plans("hant")][3], "望海市提升政務服務質量實施方案")
        self.assertEqual([plan["agency"] for plan in corpus.plans("hans")][:1], ["望海市政府"])
        self.assertEqual(corpus.plan(own[2]["id"])["agency"], "海門市政府")
        with self.assertRaises(FileNotFoundError):
            corpus.plan("0" * 16)
        with self.assertRaises(ValueError):
            corpus.plan(own[0]["id"], "latin")  # type: ignore[arg-type]

    def test_what_is_no_corpus_is_said(self) -> None:
        with self.assertRaisesRegex(FileNotFoundError, "it has no manifest.jsonl"):
            Corpus(self.folder)


class Tables(unittest.TestCase):
    def setUp(self) -> None:
        if not exports_parquet():
            raise support.skipped("this command exports no Parquet")
        self.corpus = Corpus(support.REPOSITORY / "corpus")

    def test_each_table_opens_in_each_library(self) -> None:
        rows = {}
        for library in ("arrow", "pandas", "polars"):
            try:
                importlib.import_module({"arrow": "pyarrow"}.get(library, library))
            except ImportError:
                support.skipped(f"{library} is not installed")
                continue
            for table in plancorpus.TABLES:
                read = getattr(self.corpus, f"to_{library}")(table)
                rows.setdefault(table, set()).add(len(read))
        for table, counts in rows.items():
            self.assertEqual(len(counts), 1, table)
        if rows:
            self.assertEqual(rows["files"], {len(list(self.corpus.manifest()))})
            self.assertEqual(rows["plans"], {len(list(self.corpus.plans()))})

    def test_a_table_that_there_is_not_is_named(self) -> None:
        with self.assertRaisesRegex(ValueError, "no table is called 'goals'; there are plans"):
            self.corpus.to_arrow("goals")


class Command(support.House):
    def test_a_corpus_that_can_t_be_exported_is_an_error_with_its_reason(self) -> None:
        self.write("out/manifest.jsonl", b"nonsense\n")
        with self.assertRaisesRegex(plancorpus.CommandError, "plancorpus export ended with status [12]: "):
            Corpus(self.folder / "out").to_arrow("plans")

    def test_the_command_is_the_one_that_was_installed_and_runs_as_a_module(self) -> None:
        installed = os.path.realpath(plancorpus.find_command())
        self.assertTrue(os.access(installed, os.X_OK))
        told = subprocess.run([sys.executable, "-m", "plancorpus", "--version"], stdout=subprocess.PIPE, check=True).stdout
        self.assertEqual(told, subprocess.run([installed, "--version"], stdout=subprocess.PIPE, check=True).stdout)

    def test_where_there_is_no_command_it_is_said(self) -> None:
        scripts, path = _command._scripts, os.environ["PATH"]
        self.addCleanup(lambda: (setattr(_command, "_scripts", scripts), os.environ.update(PATH=path)))
        setattr(_command, "_scripts", lambda: iter([self.folder]))
        os.environ["PATH"] = str(self.folder / "nowhere")
        with self.assertRaisesRegex(plancorpus.CommandError, "is neither in .* nor on the PATH"):
            plancorpus.find_command()
        name = os.path.basename(self.write("plancorpus", b"#!/bin/sh\n"))
        os.chmod(self.folder / name, 0o755)
        self.assertEqual(plancorpus.find_command(), str(self.folder / "plancorpus"))


if __name__ == "__main__":
    unittest.main()
