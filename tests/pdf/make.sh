#!/bin/sh
# Makes the files of fixtures/pdf again. Tests read them as they lie there and need none of what this needs: LibreOffice (on Debian:
# libreoffice-writer-nogui), Chromium, qpdf, poppler-utils, python-docx 1.2, pillow, and the fonts AR PL UMing and Noto CJK.
#
# All files of one name before the first dot are prints of one plan: that of fixtures/office/<plan>.docx, or what
# <plan>.expected.txt says. <plan>.losses.tsv has what a print cannot show of it. Dates and identifiers in the files differ from run
# to run (so does the date that a browser prints); the rest is as these versions of the programs and fonts make it.
set -eu
cd "$(dirname "$0")/../.."
folder=fixtures/pdf
work=$(mktemp -d)
server=
trap 'rm -rf "$work"; [ -z "$server" ] || kill "$server"' EXIT

office() { # FILTER FILES…: LibreOffice prints each file
    filter=$1
    shift
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$filter" --outdir $folder "$@" >/dev/null 2>&1
}

chromium_prints() { # PAGE FILE OPTIONS…
    page=$1 file=$2
    shift 2
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$work/chromium" "$@" "--print-to-pdf=$work/print.pdf" "$page" >/dev/null 2>&1
    # A structure tree and Type 3 fonts are a great many objects.
    qpdf --object-streams=generate "$work/print.pdf" "$file"
}

scanned() { # FILE IMAGE.pdf PAGES…: the pages as images in one file
    file=$1 image=$2
    shift 2
    pdftoppm -r 150 -mono "$@" "$file" "$work/scan"
    python3 -c 'import sys; from PIL import Image; first, *rest = [Image.open(name).convert("1") for name in sys.argv[2:]]
first.save(sys.argv[1], resolution=150, save_all=True, append_images=rest)' "$image" "$work"/scan-*.pbm
    rm "$work"/scan-*.pbm
}

# The plans of fixtures/office, and one with a long table.
plans=$(ls fixtures/office/*.docx | grep -v libreoffice)
cargo run --quiet --locked -p cli -- import $plans --out "$work/records"
mkdir "$work/word" "$work/pages"
for plan in $plans; do
    name=$(basename "$plan" .docx)
    cp "$plan" "$work/word"
    id=$(sed -n "s/.*\"path\":\"$name.docx\".*\"id\":\"\([0-9a-f]*\)\".*/\1/p" "$work/records/manifest.jsonl")
    record=$(ls "$work"/records/plans/hant/*/"$id.json")
    grep -q '"script": "hant"' "$record" || record=$(ls "$work"/records/plans/hans/*/"$id.json")
    # Chromium embeds a font with PostScript outlines, or a bold that it makes itself, as Type 3, which takes much room.
    font="AR PL UMing TW"
    [ "$name" != python-docx-mainland ] || font="Noto Serif CJK SC"
    python3 tests/pdf/web_page.py "$record" "$font" >"$work/pages/$name.html"
done
python3 tests/pdf/task_table.py "$work" $folder/task-table.expected.txt
mv "$work/task-table.docx" "$work/word"
mv "$work/task-table.html" "$work/pages"
for plan in "$work"/word/*.docx; do
    name=$(basename "$plan" .docx)
    python3 tests/pdf/set_font.py "AR PL UMing TW" "$plan" "$work/$name.uming.docx"
    python3 tests/pdf/set_font.py "Noto Serif CJK TC" "$plan" "$work/$name.noto.docx"
    chromium_prints "file://$work/pages/$name.html" "$folder/$name.chromium.pdf" --no-pdf-header-footer
done
office pdf "$work"/*.uming.docx "$work"/*.noto.docx

# A structure tree, and the header and footer of a browser, which shows the page's address.
cp "$work/python-docx.uming.docx" "$work/python-docx.tagged.docx"
office 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' "$work/python-docx.tagged.docx"
python3 -m http.server --bind localhost --directory "$work/pages" 8642 >/dev/null 2>&1 &
server=$!
sleep 1
chromium_prints http://localhost:8642/chapters-and-articles.html $folder/chapters-and-articles.browser.pdf

# What the plans above do not have.
for source in tests/pdf/sources/*.fodt; do
    cp "$source" "$work/$(basename "$source" .fodt).libreoffice.fodt"
done
office pdf "$work"/*.libreoffice.fodt
for source in tests/pdf/sources/*.html; do
    chromium_prints "file://$PWD/$source" "$folder/$(basename "$source" .html).chromium.pdf" --no-pdf-header-footer
done

# Encrypted; pages on their side, and turned twice so that they are upright again.
plain=$folder/python-docx-mainland.uming.pdf
qpdf --encrypt "" owner 256 -- $plain $folder/python-docx-mainland.aes-256.pdf
qpdf --allow-weak-crypto --encrypt "" owner 128 --use-aes=n -- $plain $folder/python-docx-mainland.rc4-128.pdf
qpdf --encrypt user owner 256 -- $plain $folder/locked.pdf
qpdf --rotate=+90 --flatten-rotation $plain "$work/turned.pdf"
qpdf --rotate=-90 "$work/turned.pdf" $folder/python-docx-mainland.turned-back.pdf
qpdf --rotate=+90 $folder/python-docx.uming.pdf $folder/python-docx.on-its-side.pdf

# Scans: without text, one page of two without text, text recognized behind the image.
scanned $folder/self-assessment-form.uming.pdf $folder/scan.pdf
qpdf --empty --pages $folder/scan.pdf 1 $folder/borderless-table.libreoffice.pdf 1 -- $folder/scan-before-text.pdf
scanned $plain "$work/scan.pdf"
qpdf --qdf --object-streams=disable $plain - | sed 's/^BT$/BT 3 Tr/' | fix-qdf >"$work/unseen.pdf"
qpdf "$work/scan.pdf" --overlay "$work/unseen.pdf" -- $folder/python-docx-mainland.recognized.pdf
