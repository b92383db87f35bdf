"""The shapes of records and of the lines of a manifest, as the JSON Schema of the record has them.

`docs/schema.md` of the project says what the fields mean.
"""

from typing import Dict, List, Literal, Optional, TypedDict, Union

Script = Literal["hant", "hans"]

Status = Literal[
    "ok",
    "partial",
    "duplicate",
    "no_text",
    "encrypted",
    "unsupported",
    "malformed",
    "too_large",
    "garbled",
    "unreadable",
    "timeout",
    "crashed",
]

Format = Literal["doc", "docx", "odt", "rtf", "pdf", "html", "mht", "wordxml", "text", "image"]


class ManifestLine(TypedDict):
    """What became of one file."""

    path: str
    bytes: Optional[int]
    blake3: Optional[str]
    format: Optional[Format]
    status: Status
    id: Optional[str]
    ids: Optional[List[str]]
    detail: Optional[str]
    pages: Optional[int]
    characters: Optional[int]
    diagnostics: Optional[int]


class Region(TypedDict):
    """A box on a page: left, top, right, bottom in points from the page's top left corner."""

    page: int
    bbox: List[float]


class Confidence(TypedDict):
    """How sure a text recognition was, from 0 to 1."""

    mean: float
    least: float


class Origin(TypedDict):
    """Where in the source something was read; None for what does not apply to the format."""

    part: Literal["body", "header", "footer", "footnote", "textbox", "comment"]
    regions: Optional[List[Region]]
    lines: Optional[List[int]]
    chars: Optional[List[int]]
    paragraph: Optional[int]
    ocr: Optional[Confidence]


class Paragraph(TypedDict):
    """A paragraph without a label."""

    type: Literal["paragraph"]
    text: str
    origin: Origin


class Figure(TypedDict):
    """A drawing made of characters, its lines kept."""

    type: Literal["figure"]
    text: str
    origin: Origin


class Item(TypedDict):
    """A paragraph with a label, and what belongs to it."""

    type: Literal["item"]
    key: str
    label: str
    ordinal: Optional[int]
    level: int
    text: str
    children: "List[Block]"
    origin: Origin


class Within(TypedDict):
    """The cell that holds a nested table."""

    key: str
    row: int
    column: int


Role = Literal[
    "item", "indicator", "check", "action", "deadline", "unit", "benefit", "score", "number", "note", "other"
]


class Column(TypedDict):
    """A column of a table."""

    name: str
    role: Role


# One of: date, month, year, from and to, every, ongoing, text.
Due = Dict[str, Union[str, int, bool]]


class Row(TypedDict):
    """A body row of a table, merged cells filled in."""

    key: str
    cells: List[str]
    due: List[Due]
    units: List[str]
    origin: Origin


class Span(TypedDict):
    """A merged cell: its top left corner among body rows and columns, from 0, and its extent."""

    row: int
    column: int
    rows: int
    columns: int


class Table(TypedDict):
    """A table."""

    type: Literal["table"]
    key: str
    id: str
    caption: Optional[str]
    within: Optional[Within]
    read_from: Literal["cells", "rules", "alignment", "flattened"]
    columns: List[Column]
    rows: List[Row]
    spans: List[Span]
    origin: Origin


Block = Union[Paragraph, Item, Table, Figure]

Kind = Literal[
    "basis",
    "goal",
    "scope",
    "period",
    "organization",
    "content",
    "evaluation",
    "reward",
    "budget",
    "benefit",
    "supplement",
    "attachment",
    "other",
]


class Section(TypedDict):
    """A top-level division of a plan."""

    key: str
    kind: Kind
    kind_from: Optional[str]
    label: Optional[str]
    ordinal: Optional[int]
    heading: str
    blocks: List[Block]
    origin: Origin


class Citation(TypedDict):
    """An official letter, order or announcement that a plan refers to."""

    agency: Optional[str]
    date: Optional[str]
    number: Optional[str]
    title: Optional[str]
    verb: Optional[str]
    text: str
    origin: Origin


class Furniture(TypedDict):
    """What stands in the source and is not the plan; never converted."""

    kind: Literal["site_chrome", "page_number", "running_head", "watermark", "comment", "noise"]
    text: str
    origin: Origin


class Diagnostic(TypedDict):
    """Something that looked wrong."""

    code: str
    message: str
    origin: Origin


class Period(TypedDict):
    """The time that a plan covers: first and last day, and the words that say so."""

    start: str
    end: str
    text: str


class Converter(TypedDict):
    """A converter between Traditional and Simplified Chinese."""

    engine: str
    version: str
    config: str


class ProducedBy(TypedDict):
    """What made a record: equal digests of the options, equal content."""

    version: str
    reader: str
    options: str
    converter: Optional[Converter]


class Source(TypedDict):
    """The file that a record was read from."""

    path: str
    format: Format
    bytes: int
    blake3: str
    encoding: Optional[str]
    pages: Optional[int]


class Read(TypedDict, total=False):
    """What was read of the fields that a catalogue decided; those that it did not decide are left out."""

    title: Optional[str]
    agency: Optional[str]
    series: Optional[str]
    roc_year: Optional[int]
    year: Optional[int]


class _Decided(TypedDict, total=False):
    read: Read


class Record(_Decided):
    """A plan in one script. `read` is there only where a catalogue decided a field."""

    schema_version: Literal[1]
    id: str
    source: Source
    produced_by: ProducedBy
    title: Optional[str]
    agency: Optional[str]
    series: Optional[str]
    roc_year: Optional[int]
    year: Optional[int]
    period: Optional[Period]
    script: Literal["hant", "hans", "mixed"]
    front: List[Block]
    sections: List[Section]
    citations: List[Citation]
    furniture: List[Furniture]
    diagnostics: List[Diagnostic]
