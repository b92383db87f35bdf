#!/usr/bin/env python3
"""Writes a record as a web page to be printed: `python3 web_page.py RECORD.json > PAGE.html`. Labels are typed text."""

import json
import sys
from html import escape

HEAD = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 22mm 20mm; }}
body {{ font: 12pt/1.6 "{font}"; margin: 0; }}
h1, h2, th, caption {{ font-weight: normal; }}
h1 {{ font-size: 16pt; text-align: center; }}
h2 {{ font-size: 14pt; margin: 1em 0 0.3em; break-after: avoid; }}
p {{ margin: 0.3em 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: 10pt; line-height: 1.35; }}
td, th {{ border: 0.75pt solid black; padding: 2pt 4pt; vertical-align: top; text-align: left; }}
td p {{ margin: 0; }}
</style></head><body>
"""


def typed(label):
    """The label with the separator that the record leaves out."""
    if label[0] in "(（":
        return label
    if label[0] in "第附":
        return label + "\u3000"
    return label + ("." if label.isdecimal() and label.isascii() else "、")


def paragraph(text, depth=0, hanging=0):
    lines = "<br>".join(escape(line) for line in text.split("\n"))
    style = f' style="padding-left: {2 * depth + hanging}em; text-indent: -{hanging}em"' if depth or hanging else ""
    return f"<p{style}>{lines}</p>\n"


def cells(text):
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)


def table(block):
    covered, spanned = set(), {}
    for span in block["spans"]:
        area = [(span["row"] + r, span["column"] + c) for r in range(span["rows"]) for c in range(span["columns"])]
        spanned[area[0]] = f' rowspan="{span["rows"]}" colspan="{span["columns"]}"'
        covered.update(area[1:])
    caption = f"<caption>{escape(block['caption'])}</caption>" if block["caption"] else ""
    names = "".join(f"<th>{escape(column['name'])}</th>" for column in block["columns"])
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{spanned.get((r, c), '')}>{cells(text)}</td>"
            for c, text in enumerate(row["cells"])
            if (r, c) not in covered
        )
        + "</tr>\n"
        for r, row in enumerate(block["rows"])
    )
    return f"<table>{caption}<thead><tr>{names}</tr></thead><tbody>\n{rows}</tbody></table>\n"


def shown(blocks, depth):
    out = ""
    for block in blocks:
        if block["type"] == "item":
            label = typed(block["label"])
            out += paragraph(label + block["text"], depth, len(label)) + shown(block["children"], depth + 1)
        elif block["type"] == "table":
            out += table(block)
        else:
            out += paragraph(block["text"], depth)
    return out


def page(record, font):
    title = record["title"]
    out = HEAD.format(language="zh-Hans" if record["script"] == "hans" else "zh-Hant", title=escape(title), font=font)
    for block in record["front"]:
        out += f"<h1>{escape(title)}</h1>\n" if block.get("text") == title else shown([block], 0)
    for section in record["sections"]:
        label = typed(section["label"]) if section["label"] else ""
        if section["heading"]:
            out += f"<h2>{escape(label + section['heading'])}</h2>\n" + shown(section["blocks"], 0)
        else:
            sentence, *rest = section["blocks"]
            out += paragraph(label + sentence["text"]) + shown(rest, 0)
    return out + "</body></html>\n"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        sys.stdout.write(page(json.load(file), sys.argv[2]))
