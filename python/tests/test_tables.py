"""The flat tables as others read them, and the queries of docs/analytics.md."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import support

import plancorpus

PAGE = support.REPOSITORY / "docs" / "analytics.md"


class Readers(support.House):
    """What each library makes of the Parquet files is what stands in the JSON Lines."""

    folder: Path
    rows: Dict[str, List[Dict[str, Any]]]

    def setUp(self) -> None:
        super().setUp()
        shutil.copytree(support.REPOSITORY / "corpus", self.folder / "corpus", ignore=shutil.ignore_patterns("tables"))
        for form in ("parquet", "jsonl", "csv"):
            export(self.folder, form)
        self.rows = {}
        for table in plancorpus.TABLES:
            text = (self.folder / f"corpus/tables/jsonl/{table}.jsonl").read_text(encoding="utf-8")
            self.rows[table] = [json.loads(line) for line in text.splitlines()]

    def parquet(self, table: str) -> str:
        return str(self.folder / f"corpus/tables/parquet/{table}.parquet")

    def test_pyarrow(self) -> None:
        parquet = needed("pyarrow.parquet")
        for table, rows in self.rows.items():
            self.assertEqual(plain(parquet.read_table(self.parquet(table)).to_pylist()), rows, table)

    def test_polars(self) -> None:
        polars = needed("polars")
        for table, rows in self.rows.items():
            self.assertEqual(plain(polars.read_parquet(self.parquet(table)).to_dicts()), rows, table)

    def test_duckdb(self) -> None:
        duckdb = needed("duckdb")
        for table, rows in self.rows.items():
            found = duckdb.sql(f"SELECT * FROM '{self.parquet(table)}'")
            self.assertEqual(plain([dict(zip(found.columns, row)) for row in found.fetchall()]), rows, table)

    def test_pandas(self) -> None:
        pandas = needed("pandas")
        for table, rows in self.rows.items():
            frame = pandas.read_parquet(self.parquet(table))
            self.assertEqual(list(frame.columns), list(rows[0]), table)
            self.assertEqual(len(frame), len(rows), table)
            for name in frame.columns:
                # Lists are arrays, and a whole number beside none is no whole number.
                found = [None if is_none(value) else value for value in frame[name]]
                for value, row in zip(found, rows):
                    self.assertEqual(plain(listed(value)), row[name], f"{table}.{name}")

    def test_pandas_reads_csv(self) -> None:
        pandas = needed("pandas")
        for table, rows in self.rows.items():
            frame = pandas.read_csv(self.folder / f"corpus/tables/csv/{table}.csv", dtype=str, keep_default_na=False)
            self.assertEqual(len(frame), len(rows), table)
            for name in frame.columns:
                for text, row in zip(frame[name], rows):
                    value = row[name]
                    expected = "" if value is None else value if isinstance(value, str) else json.loads(text)
                    self.assertEqual(text if isinstance(expected, str) else expected, expected if isinstance(expected, str) else value)


class Page(support.House):
    """The queries in Python of the page give what it says; those in SQL are run by the tests in Rust."""

    def test_queries_give_what_the_page_says(self) -> None:
        shutil.copytree(support.REPOSITORY / "corpus", self.folder / "corpus", ignore=shutil.ignore_patterns("tables"))
        export(self.folder, "parquet")
        back = os.getcwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, back)
        run = 0
        for code, told in blocks():
            with self.subTest(code):
                for library in re.findall(r"^import (\w+)", code, flags=re.M):
                    needed(library)
                said = io.StringIO()
                with contextlib.redirect_stdout(said):
                    exec(compile(code, str(PAGE), "exec"), {})
                self.assertEqual([line.rstrip() for line in said.getvalue().splitlines()], told.splitlines())
                run += 1
        self.assertGreater(run, 4)
        self.assertTrue((self.folder / "deadlines.png").read_bytes().startswith(b"\x89PNG"))


def export(folder: Path, form: str) -> None:
    subprocess.run([plancorpus.find_command(), "export", "corpus", "--to", form], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def blocks() -> Iterator[Tuple[str, str]]:
    """The blocks of Python on the page, each with the text that follows it."""
    for part in PAGE.read_text(encoding="utf-8").split("```python\n")[1:]:
        code, _, rest = part.partition("```")
        yield code, rest.partition("```text\n")[2].partition("```")[0]


def needed(name: str) -> Any:
    """A library, or the test is skipped with a line."""
    try:
        module = __import__(name)
    except ImportError:
        raise support.skipped(f"{name} is not installed") from None
    for part in name.split(".")[1:]:
        module = getattr(module, part)
    return module


def plain(value: Any) -> Any:
    """Days as JSON has them."""
    if isinstance(value, list):
        return [plain(inside) for inside in value]
    if isinstance(value, dict):
        return {name: plain(inside) for name, inside in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def listed(value: Any) -> Any:
    """Arrays as lists."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return [listed(inside) for inside in value] if isinstance(value, list) else value


def is_none(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


if __name__ == "__main__":
    unittest.main()
