#!/bin/sh
# Makes the files of fixtures/scans again. Tests read them as they lie there and need none of what this needs: poppler-utils, qpdf, and
# Python with pillow and numpy (scan.py beside this script has the ways of scanning).
#
# A file is a scan of a print of the plan that its name has before the first dot. fixtures/scans/origins.tsv says of each file which print
# and which of its pages it shows, which record or which text it must give (`-` where there is nothing to be read), and what is special.
set -eu
cd "$(dirname "$0")/../.."
folder=fixtures/scans
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p $folder
printf 'file\tprint\tpages\tgold\twhat\n' >$folder/origins.tsv

listed() { # FILE PRINT PAGES GOLD WHAT
    printf '%s\t%s\t%s\t%s\t%s\n' "$@" >>$folder/origins.tsv
}

scan() { # FILE PRINT GOLD PAGES WHAT OPTIONS…
    file=$1 print=$2 gold=$3 pages=$4 what=$5
    shift 5
    [ "$pages" = all ] || set -- --pages "$pages" "$@"
    python3 tests/scans/scan.py "$@" "$print" "$folder/$file"
    listed "$file" "$print" "$pages" "$gold" "$what"
}

gold_plan() { # NAME.WHAT.EXT PRINTED_BY PAGES WHAT OPTIONS…: a plan of tests/agreement
    name=${1%%.*} file=$1 printed=$2
    shift 2
    scan "$file" "fixtures/agreement/$name/$printed-typed.pdf" "tests/agreement/$name/plan.json" "$@"
}

word_plan() { # NAME.WHAT.EXT PRINTED_BY PAGES WHAT OPTIONS…: a plan of fixtures/office
    name=${1%%.*} file=$1 printed=$2
    shift 2
    scan "$file" "fixtures/pdf/$name.$printed.pdf" "fixtures/office/$name.docx" "$@"
}

listed_print() { # NAME.WHAT.EXT PRINTED_BY PAGES WHAT OPTIONS…: what <plan>.expected.txt says
    name=${1%%.*} file=$1 printed=$2
    shift 2
    scan "$file" "fixtures/pdf/$name.$printed.pdf" "fixtures/pdf/$name.expected.txt" "$@"
}

# As scanners make them: gray JPEG, straight and not.
gold_plan land-office-95.gray-200.pdf libreoffice all "gray JPEG, 200 dpi; two pages; a table with a cell merged over rows"
gold_plan shiliu-subdistrict-2021.gray-200.pdf chromium all "gray JPEG, 200 dpi; Simplified; a table with a header of two rows"
gold_plan health-center-105.degraded-200.pdf chromium all "gray JPEG, 200 dpi, askew, blurred, with noise; a table" --degraded
gold_plan baichuan-health-bureau-2022.degraded-200.pdf libreoffice 1 "the same; Simplified; a table under an item" --degraded
gold_plan township-office-88.degraded-300.pdf chromium 1 "gray JPEG, 300 dpi, askew, blurred, with noise; no table" --degraded --dpi 300

# Other encodings of images.
gold_plan household-office-97.group4-300.pdf libreoffice all "CCITT Group 4, 300 dpi; cells merged both ways, a form" --encoding group4 --dpi 300
gold_plan fire-bureau-100.jbig2-200.pdf libreoffice all "JBIG2, 200 dpi; cells merged both ways, a table in a cell" --encoding jbig2
listed_print task-table.jbig2-200.pdf uming all "JBIG2, 200 dpi; a table over three pages" --encoding jbig2
gold_plan foundation-109.jpeg2000-200.pdf libreoffice 1 "JPEG 2000, 200 dpi" --encoding jpeg2000

# Images that are files.
word_plan self-assessment-form.gray-200.png uming all "PNG, 16 grays, 200 dpi; a form"
word_plan long-table-over-pages.color-150.jpg noto all "JPEG in color, yellowish paper, 150 dpi; a table" --color --dpi 150
word_plan stems-over-formal.group4-200.tif noto all "TIFF of two pages, CCITT Group 4, 200 dpi"

# How the paper lay, and what stands on it.
listed_print vertical.gray-200.pdf libreoffice all "gray JPEG, 200 dpi; vertical lines, from the right"
word_plan chapters-and-articles.on-its-side.pdf uming all "CCITT Group 4, 200 dpi; the paper lay on its side" --encoding group4 --turned
word_plan chapters-and-articles.turned-back.pdf uming all "the same, and the page is turned so that it is shown upright" \
    --encoding group4 --turned --rotate 90
for what in blank handwriting; do
    python3 tests/scans/scan.py --dpi 150 --$what $folder/$what.gray-150.pdf
done
listed blank.gray-150.pdf - - - "gray JPEG, 150 dpi; noise and the shadow of an edge"
listed handwriting.gray-150.pdf - - - "gray JPEG, 150 dpi; strokes that are no characters"

# Text behind the image that is not what stands there, and a page with text before one without.
word_plan python-docx-mainland.misread.pdf uming all "CCITT Group 4, 200 dpi; four in ten characters of the text behind it are wrong" \
    --encoding group4 --misread
print=fixtures/agreement/tax-bureau-112/chromium-typed.pdf
python3 tests/scans/scan.py --pages 2 $print "$work/second.pdf"
qpdf --empty --static-id --pages $print 1 "$work/second.pdf" 1 -- $folder/tax-bureau-112.second-page.pdf
listed tax-bureau-112.second-page.pdf $print all tests/agreement/tax-bureau-112/plan.json "the first page is text, the second gray JPEG, 200 dpi"
