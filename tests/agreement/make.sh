#!/bin/sh
# Makes fixtures/agreement again from the gold plans beside this script: the files that the tests' own writers make, then what
# LibreOffice and Chromium make of them. The results are committed, so that no test needs these programs.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
fixtures=$root/fixtures/agreement
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What LibreOffice writes of a .docx: a folder for each format, since the name of a file is that of its plan and labels.
formats="odt doc rtf pdf html txt"

cd "$root"
cargo run --locked --quiet -p tests --bin write-agreement

mkdir "$work/in"
for plan in "$fixtures"/*/; do
    name=$(basename "$plan")
    for labels in generated typed; do
        cp "$plan/export-$labels.docx" "$work/in/$name--$labels.docx"
    done
done

for format in $formats; do
    filter=$format
    case $format in
    html) filter="html:XHTML Writer File:UTF8" ;;
    txt) filter="txt:Text (encoded):UTF8" ;;
    esac
    mkdir "$work/$format"
    # What a page or a text shows of generated and typed labels is the same.
    case $format in
    pdf | html | txt) inputs="$work/in/*--typed.docx" ;;
    *) inputs="$work/in/*.docx" ;;
    esac
    # shellcheck disable=SC2086
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to "$filter" --outdir "$work/$format" $inputs >/dev/null
    for file in "$work/$format"/*."$format"; do
        base=$(basename "$file" ".$format")
        mv "$file" "$fixtures/${base%--*}/libreoffice-${base#*--}.$format"
    done
done

# A font with PostScript outlines, or a bold that Chromium makes itself, would be embedded as Type 3, which takes much room.
font='body,h1,h2,th{font-family:"AR PL UMing TW";font-weight:normal}'
for plan in "$fixtures"/*/; do
    sed "s|</style>|$font</style>|" "$plan/web-typed.html" >"$work/page.html"
    chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
        --user-data-dir="$work/chromium" --no-pdf-header-footer "--print-to-pdf=$work/print.pdf" "file://$work/page.html" 2>/dev/null
    qpdf --object-streams=generate "$work/print.pdf" "$plan/chromium-typed.pdf"
done
