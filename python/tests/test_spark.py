"""Twenty files on Spark come out as on one machine. `make test-spark` has three hundred, a cluster, and kills."""

import os
import unittest
from pathlib import Path
from typing import Any, Dict

import spark_support
import support

import plancorpus.spark

MISSING = spark_support.missing()
if MISSING:
    support.skipped(f"Spark: {MISSING}")


@unittest.skipIf(MISSING, MISSING)
class Spark(support.House):
    spark: Any

    @classmethod
    def setUpClass(cls) -> None:
        # Executors of this machine find the module where we do.
        path = os.pathsep.join([str(Path(plancorpus.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
        os.environ["PYTHONPATH"] = path
        cls.spark = spark_support.session("local[2]")
        cls.addClassCleanup(cls.spark.stop)

    def setUp(self) -> None:
        super().setUp()
        spark_support.files(self.folder / "in", 20)
        self.expected = support.told(support.run_import(self.folder / "in", out=self.folder / "corpus"))
        self.assertEqual(len(self.expected), 20)

    def assert_told(self, rows: Dict[str, Dict[str, Any]], expected: Dict[str, Dict[str, Any]]) -> None:
        self.assertEqual(sorted(rows), sorted(expected))
        for path, row in rows.items():
            self.assertEqual(row, expected[path])

    def test_outcomes_are_those_of_an_import(self) -> None:
        out = str(self.folder / "outcomes")
        rows = plancorpus.spark.import_plans(self.spark, [str(self.folder / "in")], out)
        self.assert_told(spark_support.told(rows), self.expected)
        statuses = {line["status"] for line in self.expected.values()}
        self.assertTrue({"ok", "duplicate", "no_text", "unsupported", "too_large"} <= statuses, statuses)
        self.assertFalse(os.path.exists(out + "-read"))
        self.assertNotEqual(self.spark.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch"), "8")

        with self.assertRaises(FileExistsError):
            plancorpus.spark.import_plans(self.spark, self.folder / "in", out)
        few = plancorpus.spark.import_plans(self.spark, str(self.folder / "in" / "copies" / "*.txt"), out, mode="overwrite")
        self.assertEqual({row.path for row in few.collect()} & {"empty.txt", "huge.txt"}, {"empty.txt", "huge.txt"})

    def test_files_that_spark_reads_have_the_same_outcomes(self) -> None:
        # What is too large is not even opened, and has no hash; of empty files Spark gives no row.
        expected = {**self.expected, "copies/huge.txt": {**self.expected["copies/huge.txt"], "blake3": None}}
        del expected["copies/empty.txt"]
        address = (self.folder / "in").as_uri()
        rows = plancorpus.spark.import_plans(self.spark, [address], str(self.folder / "by-address"))
        self.assert_told(spark_support.told(rows), expected)

        frame = self.spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(str(self.folder / "in"))
        options = {"base": "file:" + str(self.folder), "partitions": 3}
        rows = plancorpus.spark.import_plans(self.spark, frame, str(self.folder / "by-frame"), **options)
        self.assertEqual(sorted(spark_support.told(rows)), sorted(f"in/{path}" for path in expected))

        # Any table with names and bytes will do.
        table = self.spark.createDataFrame([("97/a.txt", support.plan(1)), ("97/b.txt", None)], "path string, content binary")
        told = spark_support.told(plancorpus.spark.import_plans(self.spark, table, str(self.folder / "by-table"), base=""))
        self.assertEqual({path: row["status"] for path, row in told.items()}, {"97/a.txt": "ok", "97/b.txt": "unreadable"})

    def test_the_first_that_gave_a_record_has_it(self) -> None:
        def row(path: str, blake3: "str | None", status: str, identity: "str | None" = None) -> Dict[str, Any]:
            known = {"path": path, "blake3": blake3, "status": status, "id": identity, "detail": status, "format": status}
            numbers = {"bytes": len(path), "pages": 7, "characters": 8, "diagnostics": 9}
            texts = ["{}"] if identity else []
            return {**known, **numbers, "ids": None, "hant": texts, "hans": texts}

        rows = [
            row("97/z.txt", "a", "ok", "1"),
            row("97/a.doc", "a", "malformed"),
            row("97/計.txt", "a", "crashed"),
            row("97/b.txt", "a", "partial", "1"),
            row("97/c.txt", "b", "ok", "2"),
            row("98/d.txt", "c", "no_text"),
            row("98/e.txt", "c", "no_text"),
            row("98/f.txt", None, "unreadable"),
            row("98/g.txt", None, "unreadable"),
        ]
        schema = plancorpus.spark.SCHEMA
        columns = [column.split()[0] for column in schema.split(", ")]
        frame = self.spark.createDataFrame([tuple(row[column] for column in columns) for row in rows], schema)
        decided = {row.path: row for row in plancorpus.spark.decide(frame).collect()}
        self.assertEqual(len(decided), len(rows))
        for row in rows:
            given = decided[row["path"]].asDict(recursive=True)
            if row["path"] not in ("97/z.txt", "97/計.txt"):
                self.assertEqual(given, row)
                continue
            none = {"pages": None, "characters": None, "diagnostics": None, "hant": [], "hans": []}
            said = {"status": "duplicate", "id": "1", "format": "partial", "detail": "same bytes as 97/b.txt"}
            self.assertEqual(given, {**row, **said, **none})


if __name__ == "__main__":
    unittest.main()
