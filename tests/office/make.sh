#!/bin/sh
# Makes the files of fixtures/office and fixtures/doc again. Tests read them as they lie there and need none of what this needs: LibreOffice (on Debian: libreoffice-writer-nogui) and python-docx 1.2.
#
# A plan of the sample corpus becomes <plan>.docx by `plancorpus export`, and LibreOffice makes the others of it. All files of one
# name before the first dot are one plan, and must give one record. The same LibreOffice writes the same .doc each time.
set -eu
cd "$(dirname "$0")/../.."
folder=fixtures/office
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

convert() { # FILTER ENDING FILES…: LibreOffice makes <plan>.ENDING of each file
    filter=$1 ending=$2
    shift 2
    rm -rf "$work/out"
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$filter" --outdir "$work/out" "$@" >/dev/null 2>&1
    for file in "$work"/out/*; do
        plan=$(basename "$file")
        mv "$file" "$folder/${plan%%.*}.$ending"
    done
}

record() { # SCRIPT FILE: the record of a plan of fixtures/plans in the sample corpus
    id=$(sed -n "s/.*\"path\":\"$2\".*\"id\":\"\([0-9a-f]*\)\".*/\1/p" corpus/manifest.jsonl)
    ls "corpus/plans/$1"/*/"$id.json"
}

for plan in chapters-and-articles.txt long-table-over-pages.html self-assessment-form.txt stems-over-formal.txt; do
    cargo run --quiet --locked -p cli -- export --to docx --force "$(record hant $plan)" --out "$folder/${plan%.*}.docx"
done
plan=mainland-implementation-plan.txt
cargo run --quiet --locked -p cli -- export --to docx --force "$(record hans $plan)" --out "$folder/${plan%.*}.docx"
python3 tests/office/python_docx.py $folder

exported=$(ls $folder/*.docx | grep -v libreoffice)
convert odt odt $exported
convert rtf rtf $exported
convert 'docx:MS Word 2007 XML' libreoffice.docx $exported
convert 'doc:MS Word 97' doc $folder/python-docx.docx $folder/python-docx-mainland.docx
convert fodt fodt $folder/python-docx.docx
# Its Word 2003 XML loses merges and restarts, so only plans that have neither.
convert 'xml:MS Word 2003 XML' xml $folder/stems-over-formal.docx $folder/python-docx-mainland.docx
# In a .doc it starts the lists of these anew, wherever a list of the same definition has been counted before.
folder=fixtures/doc
convert 'doc:MS Word 97' doc $(ls fixtures/office/*.docx | grep -v -e libreoffice -e python-docx)
