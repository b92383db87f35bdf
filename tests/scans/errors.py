"""Character errors: how far a text is from another, and the pieces of a record that are compared."""

import unicodedata
from dataclasses import dataclass


def plain(text):
    """What is compared: NFKC, without white space."""
    return "".join(character for character in unicodedata.normalize("NFKC", text or "") if not character.isspace())


def distance(found, truth):
    """The least number of characters to put in, take out or replace that makes one text of the other."""
    return scores(found, truth, anywhere=False)


def distance_within(piece, text):
    """The same from a piece to the stretch of a text that is nearest to it."""
    return scores(piece, text, anywhere=True)


def scores(piece, text, anywhere):
    # Myers (1999), in Hyyrö's form: a column of the matrix is two numbers, their bits the steps from row to row.
    if not piece:
        return 0 if anywhere else len(text)
    places = {}
    for place, character in enumerate(piece):
        places[character] = places.get(character, 0) | 1 << place
    every, last = (1 << len(piece)) - 1, 1 << (len(piece) - 1)
    up, down = every, 0
    score = least = len(piece)
    for character in text:
        same = places.get(character, 0)
        vertical = same | down
        horizontal = (((same & up) + up) ^ up) | same
        more = down | ~(horizontal | up) & every
        less = up & horizontal
        if more & last:
            score += 1
        elif less & last:
            score -= 1
        least = min(least, score)
        more = more << 1 | (0 if anywhere else 1)
        less <<= 1
        up = (less | ~(vertical | more)) & every
        down = more & vertical & every
    return least if anywhere else score


@dataclass
class Piece:
    """A text of a record that stands in one place: a heading, an item, a paragraph, a cell."""

    text: str
    in_table: bool
    pages: tuple = ()
    confidence: dict | None = None


def pieces(record, furniture=False):
    """All texts of a record in order; a cell that was merged is there once."""
    for block in record.get("front") or []:
        yield from of_block(block)
    for section in record["sections"]:
        yield piece((section.get("label") or "") + (section.get("heading") or ""), section)
        for block in section["blocks"]:
            yield from of_block(block)
    if furniture:
        for block in record.get("furniture") or []:
            yield piece(block.get("text"), block)


def of_block(block):
    if block["type"] == "table":
        yield from of_table(block)
        return
    yield piece((block.get("label") or "") + (block.get("text") or ""), block)
    for child in block.get("children") or []:
        yield from of_block(child)


def of_table(table):
    if table.get("caption"):
        yield piece(table["caption"], table)
    for column in table["columns"]:
        yield piece(column["name"], table, in_table=True)
    repeated = set()
    for span in table.get("spans") or []:
        places = [(span["row"] + row, span["column"] + column) for row in range(span.get("rows", 1)) for column in range(span.get("columns", 1))]
        repeated.update(places[1:])
    for number, row in enumerate(table["rows"]):
        for column, cell in enumerate(row["cells"]):
            if (number, column) not in repeated:
                yield piece(cell, row, in_table=True)


def piece(text, holder, in_table=False):
    origin = holder.get("origin") or {}
    pages = tuple(sorted({region["page"] for region in origin.get("regions") or []}))
    return Piece(plain(text), in_table, pages, origin.get("ocr"))


@dataclass
class Rate:
    """Errors among so many characters."""

    errors: int = 0
    characters: int = 0

    def add(self, errors, characters):
        self.errors += errors
        self.characters += characters

    def __str__(self):
        return f"{self.errors / self.characters:.4f}" if self.characters else "–"
