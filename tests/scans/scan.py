#!/usr/bin/env python3
"""Makes a scan of a print: its pages as images, as they are or as a bad scanner gives them, without the text.

    scan.py [--dpi N] [--pages FIRST-LAST] [--degraded] [--encoding NAME] [--turned] [--rotate DEGREES] [--misread] PRINT.pdf OUT
    scan.py --blank OUT.pdf
    scan.py --handwriting OUT.pdf

OUT is a PDF of images that cover their pages, or an image itself: .png, .jpg, .tif with all pages. Needs pdftoppm and pdftotext, pillow and
numpy. What is random is so by the name of OUT: the same again with the same versions of these.
"""

import argparse
import html
import io
import re
import subprocess
import tempfile
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import jbig2

POINTS = 72
A4 = (595, 842)

# A bad scanner: the paper lies askew by these degrees, the lens blurs (standard deviation in inches, 0.7 pixels at 200 dpi), the sensor
# has noise (standard deviation in gray levels), black is not quite black nor white quite white, and the file is small.
SKEW = (0.4, 0.9)
BLUR = 0.0035
NOISE = 6
BLACK, WHITE = 25, 240
BAD_QUALITY, GOOD_QUALITY = 50, 75

# Bilevel images: what is darker is black.
THRESHOLD = 160

# JPEG 2000: how many times smaller than the pixels.
RATE = 24

# The share of characters that a bad recognition has misread, and what it reads in their place beside characters of the page itself.
MISREAD = 0.4
MISTAKEN = "口囗曰目冂丁卜乂丨丿亅乛亠冖冫勹厂厶巛彐彡攵爿疒癶皿禸糸聿艸虍襾豸辵隹|l1!;:,.~^_'\"(){}[]\\/<>«»•■□◆※ⅢΠΨЖ"

ENCODINGS = ["jpeg", "group4", "jbig2", "jpeg2000"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--dpi", type=int, default=200)
    arguments.add_argument("--pages", help="the first and the last, from 1; all of them where it is not given")
    arguments.add_argument("--degraded", action="store_true", help="askew, blurred, with noise, and JPEG of low quality")
    arguments.add_argument("--color", action="store_true", help="yellowish paper")
    arguments.add_argument("--encoding", choices=ENCODINGS, default="jpeg", help="how a PDF holds the images")
    arguments.add_argument("--turned", action="store_true", help="the paper lay on its side: its top is at the left")
    arguments.add_argument("--rotate", type=int, default=0, help="the PDF has its pages turned by so many degrees when shown")
    arguments.add_argument("--misread", action="store_true", help="a bad recognition's text lies behind the images")
    arguments.add_argument("--blank", action="store_true")
    arguments.add_argument("--handwriting", action="store_true")
    arguments.add_argument("files", nargs="+")
    options = arguments.parse_args()
    out = Path(options.files[-1])
    random = random_of(out.name)
    if options.blank or options.handwriting:
        images = [degraded(blank(options.dpi) if options.blank else handwriting(options.dpi, random), options.dpi, random)]
        write_pdf(out, [Page(images[0], options.dpi, "jpeg", BAD_QUALITY)])
        return
    source = Path(options.files[0])
    images = rasterized(source, options.dpi, options.pages)
    if options.degraded:
        images = [degraded(image, options.dpi, random) for image in images]
    if options.color:
        images = [on_yellowed_paper(image) for image in images]
    if options.turned:
        images = [image.transpose(Image.Transpose.ROTATE_90) for image in images]
    quality = BAD_QUALITY if options.degraded else GOOD_QUALITY
    if out.suffix == ".pdf":
        texts = [misread(words, random) for words in words_of(source, options.pages)] if options.misread else [[]] * len(images)
        scanned = [Page(image, options.dpi, options.encoding, quality, options.rotate, text) for image, text in zip(images, texts)]
        write_pdf(out, scanned)
    elif out.suffix == ".tif":
        first, *rest = [bilevel(image) for image in images]
        first.save(out, compression="group4", dpi=(options.dpi, options.dpi), save_all=True, append_images=rest)
    elif out.suffix == ".png":
        images[0].quantize(16).save(out, dpi=(options.dpi, options.dpi), optimize=True)
    else:
        images[0].save(out, quality=quality, dpi=(options.dpi, options.dpi), optimize=True)


def random_of(name):
    """The same for the same name on any machine."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def rasterized(source, dpi, pages=None):
    """The pages of a PDF as gray images."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), *page_options(pages), str(source), f"{folder}/page"], check=True)
        return [Image.open(path).copy() for path in sorted(Path(folder).iterdir())]


def page_options(pages):
    if not pages:
        return []
    first, _, last = pages.partition("-")
    return ["-f", first, "-l", last or first]


def degraded(image, dpi, random, skew=SKEW, blur=BLUR, noise=NOISE):
    """What a bad scanner makes of a page; the quality of its JPEG is for who writes the file."""
    angle = random.uniform(*skew) * random.choice([-1, 1])
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur * dpi))
    levels = BLACK + np.asarray(image, np.float32) * ((WHITE - BLACK) / 255)
    levels += random.normal(0, noise, levels.shape)
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


def on_yellowed_paper(image):
    levels = np.asarray(image, np.float32)[..., None] * np.array([1, 0.96, 0.84], np.float32)
    return Image.fromarray(levels.astype(np.uint8))


def bilevel(image):
    return image.convert("L").point(lambda level: 255 * (level > THRESHOLD)).convert("1", dither=Image.Dither.NONE)


def blank(dpi):
    """Paper, with the shadow of its edge."""
    width, height = (side * dpi // POINTS for side in A4)
    shadow = 60 * np.exp(-np.arange(width) / (0.08 * dpi))
    return Image.fromarray(np.broadcast_to((255 - shadow).astype(np.uint8), (height, width)).copy())


def handwriting(dpi, random):
    """Lines of what might be characters: strokes of a pen in a box each, some joined, some crossed out."""
    width, height = (side * dpi // POINTS for side in A4)
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    size = dpi * 0.3

    def stroke(points, pen):
        steps = np.linspace(0, 1, 24)[:, None]
        start, bend, end = (np.array(point, float) for point in points)
        curve = (1 - steps) ** 2 * start + 2 * steps * (1 - steps) * bend + steps**2 * end
        for step, (x, y) in enumerate(curve):
            radius = pen * (1.3 - step / 24)
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=int(random.integers(20, 90)))

    y = dpi
    while y < height - dpi:
        x = dpi * random.uniform(0.8, 1.4)
        slope = random.normal(0, 0.02)
        end = width - dpi * random.uniform(0.8, 3)
        last = None
        while x < end:
            corner = np.array([x, y + slope * x]) + random.normal(0, size * 0.08, 2)
            scale = size * random.uniform(0.7, 1.2)
            for _ in range(random.integers(4, 11)):
                points = corner + random.uniform(-0.1, 1.0, (3, 2)) * scale
                stroke(points, random.uniform(0.004, 0.011) * dpi)
            if last is not None and random.random() < 0.4:
                stroke([last, (last + points[0]) / 2 + random.normal(0, size * 0.2, 2), points[0]], 0.004 * dpi)
            last = points[2]
            x += scale * random.uniform(0.9, 1.3)
        if random.random() < 0.15:
            stroke([(dpi, y + size / 2), (width / 2, y + random.normal(size / 2, size / 3)), (end, y + size / 2)], 0.01 * dpi)
        y += size * random.uniform(1.5, 2.1)
    return image


def words_of(source, pages):
    """Of each page the words of its text: box in points from the top left, and characters."""
    told = subprocess.run(["pdftotext", "-bbox", *page_options(pages), str(source), "-"], check=True, stdout=subprocess.PIPE).stdout.decode()
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [[(*map(float, found[:4]), html.unescape(found[4])) for found in word.findall(page)] for page in told.split("<page ")[1:]]


def misread(words, random):
    """The words as a bad recognition has them."""
    characters = sorted({character for word in words for character in word[4]}) + list(MISTAKEN)
    wrong = lambda text: "".join(str(random.choice(characters)) if random.random() < MISREAD else character for character in text)
    return [(*word[:4], wrong(word[4])) for word in words]


class Page:
    """An image that covers its page, what the page is turned by when shown, and words behind it."""

    def __init__(self, image, dpi, encoding, quality, rotate=0, words=()):
        self.width, self.height = (side * POINTS / dpi for side in image.size)
        self.dictionary, self.data = encoded(image, encoding, quality)
        self.rotate, self.words = rotate, words

    def content(self):
        text = "".join(placed(word, self.height) for word in self.words)
        return f"{text}q {self.width:.2f} 0 0 {self.height:.2f} 0 0 cm /Scan Do Q".encode()


def placed(word, height):
    """A word in text that is not shown, as wide as it is on the page."""
    left, top, right, bottom, text = word
    size = bottom - top
    stretch = 100 * (right - left) / (size * max(1, len(text)))
    return f"BT 3 Tr /Behind {size:.1f} Tf {stretch:.0f} Tz {left:.1f} {height - bottom + 0.2 * size:.1f} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def encoded(image, encoding, quality):
    """The dictionary of an image in a PDF, and its bytes."""
    out = io.BytesIO()
    width, height = image.size
    colors = "/DeviceRGB" if image.mode == "RGB" else "/DeviceGray"
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
    if encoding == "jpeg":
        image.save(out, "JPEG", quality=quality, optimize=True)
        return f"{entries} /ColorSpace {colors} /BitsPerComponent 8 /Filter /DCTDecode", out.getvalue()
    if encoding == "jpeg2000":
        image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[RATE], irreversible=True)
        return f"{entries} /ColorSpace {colors} /BitsPerComponent 8 /Filter /JPXDecode", out.getvalue()
    entries += " /ColorSpace /DeviceGray /BitsPerComponent 1"
    if encoding == "jbig2":
        return f"{entries} /Filter /JBIG2Decode", jbig2.segments(~np.asarray(bilevel(image)))
    # The one strip of a TIFF is what the filter reads.
    strip_offsets, rows_per_strip, strip_sizes, photometric = 273, 278, 279, 262
    bilevel(image).save(out, "TIFF", compression="group4", tiffinfo={rows_per_strip: height})
    tags = Image.open(io.BytesIO(out.getvalue())).tag_v2
    (offset,), (size,) = tags[strip_offsets], tags[strip_sizes]
    black_is_one = "true" if tags[photometric] == 1 else "false"
    parameters = f"/DecodeParms << /K -1 /Columns {width} /Rows {height} /BlackIs1 {black_is_one} >>"
    return f"{entries} /Filter /CCITTFaxDecode {parameters}", out.getvalue()[offset : offset + size]


# Two bytes a character, and they are its code in UTF-16.
BEHIND = [
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Behind /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Behind /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    b"/FontDescriptor 5 0 R /DW 1000 /CIDToGIDMap /Identity >>",
    b"<< /Type /FontDescriptor /FontName /Behind /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 "
    b"/StemV 80 >>",
]
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Behind def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def write_pdf(path, pages):
    """Pages that are images, as few objects as there must be."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = ""
    if any(page.words for page in pages):
        objects += [*BEHIND, stream("", TO_UNICODE)]
        fonts = " /Font << /Behind 3 0 R >>"
    kids = []
    for page in pages:
        number = len(objects) + 1
        rotate = f" /Rotate {page.rotate}" if page.rotate else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:.2f} {page.height:.2f}]{rotate} "
            f"/Resources << /XObject << /Scan {number + 1} 0 R >>{fonts} >> /Contents {number + 2} 0 R >>".encode()
        )
        objects += [stream(page.dictionary, page.data), stream("", page.content())]
        kids.append(f"{number} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, written in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    Path(path).write_bytes(out)


def stream(entries, data):
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


if __name__ == "__main__":
    main()
