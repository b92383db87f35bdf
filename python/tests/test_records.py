"""The typed shapes are those of the JSON Schema."""

import typing
import unittest
from typing import Any, Dict, get_args

import support

from plancorpus import records


class Records(unittest.TestCase):
    def test_every_shape_has_the_members_of_the_schema(self) -> None:
        schema = support.schema()
        seen = 0
        for name, shape in {**schema["$defs"], "Record": schema}.items():
            if name in ("Block", "Due"):
                continue
            with self.subTest(name):
                members = set(typing.get_type_hints(getattr(records, name)))
                self.assertEqual(members - {"type"}, set(shape["properties"]))
                required = getattr(records, name).__required_keys__ - {"type"}
                self.assertEqual(required, set(shape.get("required", [])))
                seen += 1
        self.assertGreater(seen, 15)
        self.assertEqual(len(get_args(records.Block)), len(schema["$defs"]["Block"]["oneOf"]))

    def test_every_list_of_words_is_that_of_the_schema(self) -> None:
        schema = support.schema()
        words: Dict[str, Any] = {}
        for name, shape in {**schema["$defs"], "Record": schema}.items():
            for member, said in shape.get("properties", {}).items():
                if "enum" in said:
                    words[f"{name}.{member}"] = said["enum"]
        self.assertGreater(len(words), 5)
        for name, expected in words.items():
            shape, member = name.split(".")
            hint = typing.get_type_hints(getattr(records, shape))[member]
            # What a record may say is ruled by the program; new codes are to come.
            if name != "Diagnostic.code":
                with self.subTest(name):
                    self.assertEqual(sorted(get_args(hint)), sorted(expected))

    def test_a_table_has_the_ways_in_which_it_can_be_found(self) -> None:
        hint = typing.get_type_hints(records.Table)["read_from"]
        self.assertEqual(sorted(get_args(hint)), ["alignment", "cells", "flattened", "rules"])


if __name__ == "__main__":
    unittest.main()
