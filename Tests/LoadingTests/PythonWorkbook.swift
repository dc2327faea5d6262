import TestSupport
import Testing

/// Workbooks that openpyxl and odfpy write, of one sheet named Extract.
enum PythonWorkbook {
    /// Writes the cells of a CSV file.
    ///
    /// - Parameter seed: each cell becomes what a person would have typed, at random text or what it is, among empty rows;
    ///   nil for texts alone, row by row.
    static func write(_ csv: String, to workbook: String, seed: Int? = nil) throws {
        let ended = try Checker.python.run(
            ["-c", script, csv, workbook, seed.map { "\($0)" } ?? "texts"],
            environment: ["PYTHONPATH": Checker.packages])
        try #require(ended.status == 0)
    }

    private static let script = """
        import csv, datetime, random, re, sys
        source, target, seed = sys.argv[1], sys.argv[2], sys.argv[3]
        is_plain = seed == "texts"
        chance = random.Random(0 if is_plain else int(seed))
        def typed(text, is_heading):
            if is_plain or is_heading or not text or chance.random() < 0.3: return text
            if re.fullmatch(r"\\d{4}-\\d{2}-\\d{2}", text) and text != "2010-02-30":
                return datetime.date.fromisoformat(text)
            if re.fullmatch(r"[1-9]\\d{0,8}|0", text): return int(text)
            if re.fullmatch(r"0\\.\\d*[1-9]", text): return float(text)
            if text in ("true", "false"): return text == "true"
            return text
        rows = []
        for index, row in enumerate(csv.reader(open(source, newline=""))):
            while not is_plain and chance.random() < 0.2: rows.append([])
            rows.append([typed(cell, index == 0) for cell in row])
        if target.endswith(".xlsx"):
            import openpyxl
            book = openpyxl.Workbook(write_only=chance.random() < 0.5)
            sheet = book.create_sheet("Extract")
            for row in rows: sheet.append(row)
            book.save(target)
        else:
            from odf.opendocument import OpenDocumentSpreadsheet
            from odf.table import Table, TableRow, TableCell
            from odf.text import P
            book = OpenDocumentSpreadsheet()
            table = Table(name="Extract")
            book.spreadsheet.addElement(table)
            for row in rows:
                line = TableRow()
                for value in row:
                    if isinstance(value, bool): cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
                    elif isinstance(value, (int, float)): cell = TableCell(valuetype="float", value=value)
                    elif isinstance(value, datetime.date): cell = TableCell(valuetype="date", datevalue=value.isoformat())
                    elif value:
                        cell = TableCell(valuetype="string")
                        cell.addElement(P(text=value))
                    else: cell = TableCell()
                    line.addElement(cell)
                table.addElement(line)
            book.save(target)
        """
}
