#!/usr/bin/env python3
"""Copies a .docx with all of its text in one font: `python3 set_font.py FONT IN.docx OUT.docx`."""

import re
import sys
import zipfile

STATED = re.compile(rb"<w:rFonts\b[^>]*/>")


def in_font(name, xml, font):
    if not re.fullmatch(r"word/(styles|document|header\d*|footer\d*|footnotes)\.xml", name):
        return xml
    xml = STATED.sub(b"", xml)
    own = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'.encode()
    return re.sub(rb"(<w:rPrDefault>\s*<w:rPr>)", rb"\1" + own, xml)


if __name__ == "__main__":
    font, source, target = sys.argv[1:]
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for part in parts.infolist():
            out.writestr(part, in_font(part.filename, parts.read(part), font))
