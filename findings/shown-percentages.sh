#!/usr/bin/env bash
# Guess: 57 of 200, 28.5%, is shown as 29% in a cell of whole per cents, 0.29 in a cell of two places, and 0.29 by
#   ROUND, in any spreadsheet (each corrects for the binary fraction just below 0.285).
# What happens: LibreOffice 7.4 shows 28% and 0.29, Gnumeric 1.12 shows 29% and 0.28, of one file; ROUND is 0.29 in
#   both. Each corrects in one of the formats and not in the other, and they differ on which.
# Why it matters: a workbook that holds exact values with a format, as advised, has a figure that depends on who opens
#   it and in which of two columns it stands. Shares of 200, 400 or 1,000 end in a 5 often.
set -euo pipefail
. "$(dirname "$0")/common"
needs soffice libreoffice-calc
needs ssconvert gnumeric
with_python openpyxl==3.1.5
soffice --version; ssconvert --version 2>&1 | head -1
py - <<'P'
import openpyxl
book = openpyxl.Workbook()
for row, (part, whole) in enumerate([(57, 200), (23, 40), (29, 200)], 1):
    book.active.append([f"{part} of {whole}", part / whole, part / whole, f"=ROUND({part}/{whole},2)"])
    book.active.cell(row, 2).number_format = "0%"
    book.active.cell(row, 3).number_format = book.active.cell(row, 4).number_format = "0.00"
book.save("shares.xlsx")
P
soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' shares.xlsx >/dev/null 2>&1
ssconvert --recalc -T Gnumeric_stf:stf_assistant -O 'format=preserve separator=,' shares.xlsx gnumeric.txt 2>/dev/null
tr -d '"' <gnumeric.txt >gnumeric.csv
echo LibreOffice; cat shares.csv
echo Gnumeric; cat gnumeric.csv
diff shares.csv - <<'C'
57 of 200,28%,0.29,0.29
23 of 40,57%,0.58,0.58
29 of 200,14%,0.15,0.15
C
diff gnumeric.csv - <<'C'
57 of 200,29%,0.28,0.29
23 of 40,58%,0.57,0.58
29 of 200,15%,0.14,0.15
C
