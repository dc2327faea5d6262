#!/usr/bin/env bash
# Guess: readers of OpenDocument spreadsheets agree on plain cells: an amount of money is its number, a line break in
#   a heading separates words, and a formula's error is seen as one.
# What happens: pyexcel-ods reads a currency cell of 1234.5 as the text "1234.5 GBP". python-calamine drops
#   <text:line-break/> and <text:tab/>, so "Re-offended<break>count" is "Re-offendedcount", and reads an error cell
#   (#DIV/0!) as an empty one, as if nothing had been published. ezodf reads all three as guessed. (LibreOffice drops
#   the break too.)
# Why it matters: the sum of a cost column skips or fails, headings no longer match between readers, and a broken
#   figure looks like a suppressed or missing one.
set -euo pipefail
. "$(dirname "$0")/common"
with_python pyexcel-ods==0.6.0 odfpy==1.4.1 ezodf==0.3.2 lxml==6.1.3 python-calamine==0.9.1
py - <<'P'
import ezodf, pyexcel_ods, python_calamine
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P
book, sheet, row = OpenDocumentSpreadsheet(), Table(name="T"), TableRow()
heading = P(text="Re-offended"); heading.addElement(LineBreak()); heading.addText("count")
cells = ((heading, dict(valuetype="string")),
         (P(text="£1,234.50"), dict(valuetype="currency", value="1234.5", currency="GBP")),
         (P(text="#DIV/0!"), dict(valuetype="string", stringvalue="", formula="of:=1/0")),  # as LibreOffice saves it
         (P(text="end"), dict(valuetype="string")))
for content, about in cells:
    cell = TableCell(**about); cell.addElement(content); row.addElement(cell)
sheet.addElement(row); book.spreadsheet.addElement(sheet); book.save("t.ods")
seen = {"pyexcel-ods": pyexcel_ods.get_data("t.ods")["T"][0],
        "python-calamine": python_calamine.load_workbook("t.ods").get_sheet_by_index(0).to_python()[0],
        "ezodf": [c.value for c in list(ezodf.opendoc("t.ods").sheets[0].rows())[0]]}
for name, cells in seen.items():
    print(f"{name:16}", cells)
plain = ["Re-offended\ncount", 1234.5, "#DIV/0!", "end"]
assert seen["ezodf"] == plain
assert seen["pyexcel-ods"] == [plain[0], "1234.5 GBP"] + plain[2:]
assert seen["python-calamine"] == ["Re-offendedcount", 1234.5, "", "end"]
P
