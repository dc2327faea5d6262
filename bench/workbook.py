"""Writes the cells of a CSV file into a workbook as spreadsheet programs do: dates and numbers as such, in Excel's form texts
that are shared.

    workbook.py extract.csv extract.xlsx|extract.ods
"""

import csv
import datetime
import re
import sys
import zipfile
from xml.sax.saxutils import escape

source, target = sys.argv[1], sys.argv[2]
date = re.compile(r"\d{4}-\d{2}-\d{2}")
number = re.compile(r"0|[1-9]\d{0,8}")
# Excel's day 0, but for the first two months of 1900.
epoch = datetime.date(1899, 12, 30)
head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def rows():
    with open(source, newline="") as file:
        yield from csv.reader(file)


def column(index):
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


def excel(archive):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relations(*parts):
        lines = "".join(f'<Relationship Id="r{i}" Type="{types}/{t}" Target="{p}"/>' for i, (t, p) in enumerate(parts))
        return (
            f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}'
            "</Relationships>"
        )

    archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
    archive.writestr(
        "xl/workbook.xml",
        f'{head}<workbook xmlns="{main}" xmlns:r="{types}"><sheets><sheet name="Extract" sheetId="1" r:id="r0"/></sheets>'
        "</workbook>",
    )
    archive.writestr(
        "xl/_rels/workbook.xml.rels",
        relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
    )
    archive.writestr(
        "xl/styles.xml",
        f'{head}<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    )
    texts = {}
    with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
        part.write(f'{head}<worksheet xmlns="{main}"><sheetData>'.encode())
        for line, cells in enumerate(rows(), 1):
            written = [f'<row r="{line}">']
            for index, text in enumerate(cells):
                place = f'{column(index)}{line}'
                if not text:
                    continue
                if date.fullmatch(text):
                    days = (datetime.date.fromisoformat(text) - epoch).days
                    written.append(f'<c r="{place}" s="1"><v>{days}</v></c>')
                elif number.fullmatch(text):
                    written.append(f'<c r="{place}"><v>{text}</v></c>')
                else:
                    written.append(f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>')
            part.write(("".join(written) + "</row>").encode())
        part.write(b"</sheetData></worksheet>")
    with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
        part.write(f'{head}<sst xmlns="{main}">'.encode())
        for text in texts:
            part.write(f"<si><t>{escape(text)}</t></si>".encode())
        part.write(b"</sst>")


def open_document(archive):
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
    with archive.open("content.xml", "w", force_zip64=True) as part:
        part.write(
            f'{head}<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
            f'xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Extract">'.encode()
        )
        for cells in rows():
            written = ["<table:table-row>"]
            for text in cells:
                shown = f"<text:p>{escape(text)}</text:p></table:table-cell>"
                if not text:
                    written.append("<table:table-cell/>")
                elif date.fullmatch(text):
                    written.append(f'<table:table-cell office:value-type="date" office:date-value="{text}">{shown}')
                elif number.fullmatch(text):
                    written.append(f'<table:table-cell office:value-type="float" office:value="{text}">{shown}')
                else:
                    written.append(f'<table:table-cell office:value-type="string">{shown}')
            part.write(("".join(written) + "</table:table-row>").encode())
        part.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")


with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
    (excel if target.endswith(".xlsx") else open_document)(archive)
