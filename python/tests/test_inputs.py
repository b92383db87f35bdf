"""Inputs are named as `plancorpus import` names them."""

import os
import sys
import unittest

import support

from plancorpus._inputs import portable, walk


class Names(unittest.TestCase):
    def test_a_name_is_escaped_only_where_it_must_be(self) -> None:
        cases = {
            "97/計畫.txt": "97/計畫.txt",
            "/data/./97/../a.txt": "data/97/a.txt",
            os.fsdecode(b"\xadp\xb5e.txt"): "\\xadp\\xb5e.txt",
            "back\\slash": "back\\slash",
            "looks like \\xad": "looks like \\x5cxad",
            "\\x": "\\x",
        }
        for path, expected in cases.items():
            self.assertEqual(portable(path), expected)


class Walk(support.House):
    def names(self, *paths: str) -> list:
        return [name for name, _, _ in walk([str(self.folder / path) for path in paths])]

    def test_names_are_relative_to_what_all_inputs_share(self) -> None:
        for name in ("a/97/x.txt", "a/98/y.txt", "b/z.txt"):
            self.write(name, b"")
        for named, expected in [
            (["a"], ["97/x.txt", "98/y.txt"]),
            (["a/97/x.txt"], ["x.txt"]),
            (["a/97", "b"], ["a/97/x.txt", "b/z.txt"]),
            (["b/z.txt", "a", "a/../a/97"], ["a/97/x.txt", "a/98/y.txt", "b/z.txt"]),
            (["a/*/*.txt"], ["97/x.txt", "98/y.txt"]),
            (["**/y.txt", "b"], ["a/98/y.txt", "b/z.txt"]),
        ]:
            self.assertEqual(self.names(*named), expected, named)
        with self.assertRaises(FileNotFoundError):
            self.names("nowhere")
        with self.assertRaises(FileNotFoundError):
            self.names("nowhere/*")
        with self.assertRaises(ValueError):
            walk([])

    def test_a_folder_of_page_images_is_one_file_as_for_an_import(self) -> None:
        for name in (
            "in/97/p10.png", "in/97/p9.png", "in/97/.svn/entries",
            "in/98/1.JPG", "in/98/2.jpeg",
            "in/99/1.png", "in/99/2.jpg",
            "in/100/1.png", "in/100/2.png", "in/100/deep/a.txt",
            "in/101/1.tif",
            "in/102/.png", "in/102/1.png",
        ):  # fmt: skip
            self.write(name, name.encode())
        corpus = support.run_import(self.folder / "in", out=self.folder / "out", arguments=("--ocr", "never"))
        named = self.names("in")
        self.assertEqual(named, [line["path"] for line in corpus.manifest()])
        self.assertIn("97", named)
        self.assertIn("98", named)
        corpus = support.run_import(self.folder / "in" / "98", out=self.folder / "alone", arguments=("--ocr", "never"))
        self.assertEqual(self.names("in/98"), [line["path"] for line in corpus.manifest()])
        self.assertEqual(self.names("in/97/p9.png", "in/97/p10.png"), ["p10.png", "p9.png"])

    @unittest.skipUnless(sys.platform == "linux", "names that are no UTF-8, and links")
    def test_a_folder_is_walked_as_by_an_import(self) -> None:
        for name in ("in/.hidden/.x.txt", "in/.git/HEAD", "in/b/.svn/entries", "in/a\\xad.txt", "in/計畫 a%20.txt", "elsewhere/y.txt"):
            self.write(name, name.encode())
        with open(os.fsencode(self.folder / "in") + b"/\xadp\xb5e.txt", "wb") as file:
            file.write(b"big5")
        for target, name in [("elsewhere/y.txt", "file.txt"), ("elsewhere", "folder"), ("nowhere", "broken.txt"), ("in", "loop")]:
            os.symlink(self.folder / target, self.folder / "in" / name)
        corpus = support.run_import(self.folder / "in", out=self.folder / "out")
        self.assertEqual(self.names("in"), [line["path"] for line in corpus.manifest()])


if __name__ == "__main__":
    unittest.main()
