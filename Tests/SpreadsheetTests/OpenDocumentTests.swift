import Testing

@testable import Spreadsheet

@Suite("A sheet of OpenDocument is read")
struct OpenDocumentTests {
    @Test("with cells of each type, as the file has them")
    func types() throws {
        let row = """
            <table:table-row><table:table-cell office:value-type="string"><text:p>text</text:p></table:table-cell>\
            <table:table-cell office:value-type="float" office:value="12.0"><text:p>12.00</text:p></table:table-cell>\
            <table:table-cell office:value-type="percentage" office:value="0.75"><text:p>75%</text:p></table:table-cell>\
            <table:table-cell office:value-type="currency" office:currency="GBP" office:value="1250"/>\
            <table:table-cell office:value-type="date" office:date-value="2010-12-31"><text:p>31/12/10</text:p></table:table-cell>\
            <table:table-cell office:value-type="date" office:date-value="2010-12-31T13:30:00"/>\
            <table:table-cell office:value-type="time" office:time-value="PT13H30M00S"/>\
            <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>\
            <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">\
            <text:p>#N/A</text:p></table:table-cell>\
            <table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p>\
            </table:table-cell>\
            <table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p>\
            </table:table-cell>\
            <table:table-cell table:formula="of:=1+1"/>\
            <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>\
            <table:table-cell office:value-type="string" office:string-value="kept"><text:p>shown</text:p></table:table-cell>\
            <table:table-cell><text:p>bare</text:p></table:table-cell></table:table-row>
            """
        let expected =
            "1: [text][number 12][percentage 0.75][number 1250][date 2010-12-31][date 2010-12-31 13:30:00]"
            + "[time 13:30:00][boolean true][error #N/A][error #DIV/0!][number 2][uncalculated ][][kept][bare]"
        #expect(try Reading(OpenSheet.sheet(row)).rows() == [expected])
    }

    @Test("with spaces, tabs and lines of text, and without comments, drawings and pronunciations")
    func texts() throws {
        let row = """
            <table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>Ann</dc:creator>\
            <text:p>a comment</text:p></office:annotation>
              <text:p>  one <text:s text:c="3"/>two<text:tab/>three
                  four <text:span>five<text:span> six</text:span></text:span><text:line-break/>seven</text:p>
              <text:p>eight <text:a>link</text:a><text:ruby><text:ruby-base>base</text:ruby-base>\
            <text:ruby-text>sound</text:ruby-text></text:ruby></text:p></table:table-cell></table:table-row>
            """
        let cell = "one    two\tthree four five six\nseven\neight linkbase"
        #expect(try Reading(OpenSheet.sheet(row)).rows() == ["1: [\(cell)]"])
    }

    @Test("with repeated cells and rows, header rows and groups, merged cells, and empty rows to the sheet's end")
    func repeated() throws {
        let rows = """
            <table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>h</text:p>\
            </table:table-cell></table:table-row></table:table-header-rows>\
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>\
            <table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="3"/>\
            <table:table-cell table:number-columns-repeated="16000"/></table:table-row>\
            <table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>\
            <table:table-row-group><table:table-row><table:table-cell table:number-columns-spanned="2" \
            office:value-type="float" office:value="2"/><table:covered-table-cell><text:p>behind</text:p>\
            </table:covered-table-cell><table:table-cell office:value-type="float" office:value="3"/></table:table-row>\
            </table:table-row-group>\
            <table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/>\
            </table:table-row>
            """
        #expect(
            try Reading(OpenSheet.sheet(rows)).rows() == [
                "1: [h]", "2: [][][number 1][number 1][number 1]", "3: [][][number 1][number 1][number 1]",
                "8: [number 2][][number 3]",
            ])
    }

    @Test("which is the only one that holds something and is not hidden, or the one that is named")
    func sheets() throws {
        let tables = """
            <table:table table:name="Empty"><table:table-row><table:table-cell/></table:table-row></table:table>\
            <table:table table:name="Codes" table:style-name="ta2"><table:table-row><table:table-cell><text:p>1</text:p>\
            </table:table-cell></table:table-row></table:table>\
            <table:table table:name="Data" table:style-name="ta1"><table:table-row><table:table-cell><text:p>2</text:p>\
            </table:table-cell></table:table-row></table:table>
            """
        let styles = """
            <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>\
            <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
            """
        let reading = try Reading(OpenSheet.book(tables, styles: styles))
        #expect(try reading.rows() == ["1: [2]"])
        #expect(try reading.rows("CODES") == ["1: [1]"])
        #expect(throws: WorkbookError.severalSheets(sheets: ["'Empty'", "'Codes'", "'Data'"])) {
            try Reading(OpenSheet.book(tables)).rows()
        }
    }

    @Test("and refused where a row that holds something is repeated without end, or a cell beyond the last column")
    func endless() throws {
        func cell(_ repeats: Int) -> String {
            "<table:table-cell office:value-type='float' office:value='1' table:number-columns-repeated='\(repeats)'/>"
        }
        let down = "<table:table-row table:number-rows-repeated='1048576'>\(cell(1))</table:table-row>"
        #expect(
            throws: WorkbookError.rowTooLarge(
                sheet: "Sheet1", row: 1, problem: "is there 1048576 times, one below the other")
        ) { try Reading(OpenSheet.sheet(down)).rows() }
        let across = "<table:table-row>\(cell(999_999_999))</table:table-row>"
        #expect(
            throws: WorkbookError.rowTooLarge(sheet: "Sheet1", row: 1, problem: "reaches beyond column 16384")
        ) { try Reading(OpenSheet.sheet(across)).rows() }
    }
}
