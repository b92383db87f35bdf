"""A worker gives what an import gives, whatever happens to the processes."""

import os
import signal
import sys
import threading
import time
import unittest
from pathlib import Path
from typing import Iterator, List

import support

from plancorpus import CommandError, File, Outcome, Worker

#: Longer than anything here takes on the busiest of machines.
PATIENCE = 120


def alive(folder: Path) -> List[int]:
    """Processes that live and work in a folder."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and os.path.samefile(f"/proc/{entry}/cwd", folder):
                found.append(int(entry))
        except OSError:
            pass
    return [pid for pid in found if pid != os.getpid()]


def wait_until(done: "threading.Event | object", what: str) -> None:
    started = time.monotonic()
    while not done():  # type: ignore[operator]
        if time.monotonic() - started > PATIENCE:
            raise AssertionError(what)
        time.sleep(0.02)


class Outcomes(support.House):
    def test_outcomes_and_records_are_those_of_an_import_by_path_and_by_bytes(self) -> None:
        folder = support.FIXTURES / "plans"
        expected = support.told(support.run_import(folder, out=self.folder / "out"))
        files = [(name, folder / name) for name, line in expected.items() if line["status"] != "duplicate"]
        self.assertGreater(len(files), 10)
        with Worker(jobs=2) as worker:
            by_path = list(worker.map(File(path, name) for name, path in files))
            by_bytes = list(worker.map((name, path.read_bytes()) for name, path in files))
        for outcomes in (by_path, by_bytes):
            self.assertEqual([outcome.path for outcome in outcomes], [name for name, _ in files])
            for outcome in outcomes:
                told = {**outcome.line, "hant": outcome.hant, "hans": outcome.hans}
                self.assertEqual(told, expected[outcome.path])
                self.assertEqual([len(outcome.json("hans"))], [len(outcome.records("hans"))])

    def test_one_file_may_hold_several_plans_or_none(self) -> None:
        two = support.PLAN + "\n" + support.PLAN.replace("97年度", "98年度").replace("望海市", "海門市")
        with Worker(jobs=1) as worker:
            outcome = worker.read_bytes("two.txt", two.encode())
            self.assertEqual((outcome.status, len(outcome.line["ids"] or [])), ("ok", 2))
            self.assertEqual([plan["agency"] for plan in outcome.hant], ["望海市政府", "海門市政府"])
            self.assertIn('"agency":"海門市政府"', outcome.json("hant")[1])
            outcome = worker.read(self.write("empty.txt", b""))
            self.assertEqual((outcome.status, outcome.id, outcome.hant, outcome.json("hans")), ("no_text", None, [], []))
            self.assertEqual(outcome.detail, "no text in it: an empty file")
            outcome = worker.read(self.folder / "nowhere.txt", name="97/nowhere.txt")
            self.assertEqual((outcome.path, outcome.status), ("97/nowhere.txt", "unreadable"))

    @unittest.skipUnless(sys.platform == "linux", "names that are no UTF-8")
    def test_a_path_may_be_no_utf8(self) -> None:
        path = os.path.join(os.fsencode(self.folder), b"\xadp\xb5e.txt")
        with open(path, "wb") as file:
            file.write(support.plan(1))
        with Worker(jobs=1) as worker:
            outcome = worker.read(os.fsdecode(path))
            self.assertEqual(outcome.status, "ok")
            self.assertTrue(outcome.path.endswith("/\\xadp\\xb5e.txt"), outcome.path)
            self.assertEqual(worker.read(os.fsdecode(path), name="a.txt").path, "a.txt")

    def test_options_are_those_of_the_command(self) -> None:
        lexicon = self.write("words.toml", '[[heading]]\nterm = "計畫目標"\nkind = "benefit"\n'.encode())
        catalogue = self.write("plans.csv", "path,title\na.txt,海門計畫\n".encode())
        with Worker(jobs=1, lexicon=lexicon, metadata=catalogue, pdf_engine="hayro", limit_memory=512) as worker:
            record = worker.read_bytes("a.txt", support.plan(1)).hant[0]
        self.assertEqual((record["title"], record["sections"][1]["kind"]), ("海門計畫", "benefit"))
        with Worker(lexicon=self.folder / "nowhere.toml") as worker:
            with self.assertRaisesRegex(CommandError, "nowhere.toml"):
                worker.read_bytes("a.txt", b"")
        with self.assertRaises(OSError):
            Worker(command=self.folder / "nowhere").read_bytes("a.txt", b"")

    def test_what_can_t_be_asked_is_an_error_and_the_next_is_read(self) -> None:
        with Worker(jobs=1) as worker:
            with self.assertRaisesRegex(ValueError, "an empty name"):
                worker.read_bytes("", b"")
            with self.assertRaisesRegex(ValueError, "at most"):
                worker.read_bytes("a" * 100_000, b"")
            self.assertEqual(worker.read_bytes("a.txt", support.plan(1)).status, "ok")


class Order(support.House):
    def test_outcomes_come_in_order_and_only_so_many_files_are_taken_ahead(self) -> None:
        paths = self.plans(100)
        taken: List[Path] = []

        def asked() -> Iterator[Path]:
            for path in paths:
                taken.append(path)
                yield path

        ahead, given = [], []
        with Worker(jobs=2) as worker:
            for outcome in worker.map(asked()):
                given.append(outcome.path)
                ahead.append(len(taken) - len(given))
        self.assertEqual([path.split("/")[-1] for path in given], [path.name for path in paths])
        self.assertLessEqual(max(ahead), 8)

    def test_large_files_fill_no_pipe_for_ever(self) -> None:
        # Images: nobody looks at more than their signature.
        data = b"\x89PNG\r\n\x1a\n" + bytes(20 << 20)
        text = "計畫書的內容。\n".encode() * 2_000
        with Worker(jobs=2) as worker:
            asked = ((f"{number}", data if number % 3 == 0 else text) for number in range(24))
            statuses = [outcome.status for outcome in worker.map(asked)]
        self.assertEqual(statuses[::3], ["unsupported"] * 8)
        self.assertEqual(len(statuses), 24)

    def test_a_worker_may_be_asked_while_it_gives_and_left_before_it_is_done(self) -> None:
        paths = self.plans(40)
        with Worker(jobs=2) as worker:
            for number, outcome in enumerate(worker.map(paths)):
                again = worker.read(paths[number])
                self.assertEqual(again.line, outcome.line)
                if number == 10:
                    break
            first = next(iter(worker.map(paths[20:])))
            self.assertTrue(first.path.endswith("020.txt"))
            self.assertEqual(len(list(worker.map(paths))), 40)
            self.assertEqual((worker._done, worker._pending, worker._unwanted, worker._pending_bytes), ({}, {}, set(), 0))

    def test_threads_may_share_a_worker(self) -> None:
        paths = self.plans(30)
        wrong: List[str] = []
        with Worker(jobs=2) as worker:

            def work(share: List[Path]) -> None:
                for path, outcome in zip(share, worker.map(share)):
                    if not outcome.path.endswith(path.name):
                        wrong.append(outcome.path)

            threads = [threading.Thread(target=work, args=(paths[start::3],)) for start in range(3)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(wrong, [])


@unittest.skipUnless(sys.platform == "linux", "signals, and processes in /proc")
class Killed(support.House):
    def test_a_child_that_is_killed_is_started_again_and_no_file_is_lost(self) -> None:
        paths = self.plans(60)
        with Worker(jobs=2) as worker:
            undisturbed = [outcome.line for outcome in worker.map(paths)]
        disturbed = []
        with Worker(jobs=2) as worker:
            killed = set()
            for number, outcome in enumerate(worker.map(paths)):
                disturbed.append(outcome.line)
                if number % 15 == 7:
                    assert worker.pid is not None
                    killed.add(worker.pid)
                    os.kill(worker.pid, signal.SIGKILL)
        self.assertEqual(disturbed, undisturbed)
        self.assertEqual(len(killed), 4)

    def test_a_child_that_dies_while_nobody_asks_is_started_again(self) -> None:
        with Worker(jobs=1) as worker:
            self.assertEqual(worker.read_bytes("a.txt", support.plan(1)).status, "ok")
            for _ in range(5):
                child = worker._child
                assert child is not None
                os.kill(child.process.pid, signal.SIGTERM)
                child.process.wait()
                self.assertEqual(worker.read_bytes("a.txt", support.plan(1)).status, "ok")

    def test_a_file_that_has_lost_three_children_is_crashed_and_the_others_are_read(self) -> None:
        stall = self.write("stall.txt", b"poison: stall")
        killed: List[int] = []

        def kill() -> None:
            while len(killed) < 3:
                pid = worker.pid
                if pid is not None and pid not in killed:
                    time.sleep(0.3)
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                time.sleep(0.02)

        with Worker(jobs=2, arguments=["--poison"]) as worker:
            killer = threading.Thread(target=kill)
            killer.start()
            outcomes: List[Outcome] = list(worker.map([File(stall, "stall.txt"), ("a.txt", support.plan(1))]))
            killer.join()
        self.assertEqual([outcome.status for outcome in outcomes], ["crashed", "ok"])
        self.assertEqual(outcomes[0].path, "stall.txt")
        self.assertRegex(outcomes[0].detail or "", "^somebody outside killed its reader, 3 times")
        self.assertEqual(outcomes[0].hant, [])

    def test_poison_costs_its_own_outcome(self) -> None:
        with Worker(jobs=2, limit_memory=256, limit_cpu=2, arguments=["--poison"]) as worker:
            asked = ["panic", "abort", "exit", "overflow", "allocate", "loop"]
            outcomes = list(worker.map((f"{poison}.txt", f"poison: {poison}".encode()) for poison in asked))
            self.assertEqual(worker.read_bytes("a.txt", support.plan(1)).status, "ok")
        statuses = ["crashed", "crashed", "crashed", "crashed", "too_large", "timeout"]
        self.assertEqual([outcome.status for outcome in outcomes], statuses)

    def test_nobody_is_left_behind(self) -> None:
        before = os.getcwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, before)
        stall = self.write("stall.txt", b"poison: stall")
        for asked in ([], [stall], [stall, stall]):
            with self.assertRaises(ZeroDivisionError):
                with Worker(jobs=2, arguments=["--poison"]) as worker:
                    self.assertEqual(worker.read_bytes("a.txt", support.plan(1)).status, "ok")
                    for path in asked:
                        worker._submit(path)
                    raise ZeroDivisionError
            wait_until(lambda: not alive(self.folder), "a process is left behind")


if __name__ == "__main__":
    unittest.main()
