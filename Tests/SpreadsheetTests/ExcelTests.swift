import Foundation
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("A sheet of Excel is read")
struct ExcelTests {
    @Test("with cells of each type, as the file has them")
    func types() throws {
        let data = """
            <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t> in line </t></is></c>\
            <c r='C1' t='str'><f>A1</f><v>result</v></c><c r='D1'><v>12.0</v></c><c r='E1' t='n'><v>1.2E1</v></c>\
            <c r='F1' s='1'><v>40543</v></c><c r='G1' t='b'><v>1</v></c><c r='H1' t='b'><v>0</v></c>\
            <c r='I1' t='e'><v>#N/A</v></c><c r='J1'><f>1+1</f></c><c r='K1'><f>1+1</f><v></v></c>\
            <c r='L1'><f>1+1</f><v>2</v></c><c r='M1' s='2'><v>0.75</v></c><c r='N1' s='3'><v>0.5625</v></c>\
            <c r='O1' t='d'><v>2010-12-31T00:00:00</v></c><c r='P1' t='str'><f>""</f><v></v></c>\
            <c r='Q1' t='s' s='1'><v>1</v></c><c r='R1'><v>1.1000000000000001</v></c></row>
            """
        let texts = """
            <si><r><rPr><b/></rPr><t>rich </t></r><r><t xml:space='preserve'>text</t></r>\
            <rPh sb='0' eb='1'><t>sound</t></rPh></si><si><t>_x0041_</t></si>
            """
        let styles = """
            <numFmts><numFmt numFmtId='170' formatCode='dd/mm/yyyy'/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
            <cellXfs><xf numFmtId='0'/><xf numFmtId='170'/><xf numFmtId='9'/><xf numFmtId='20'/></cellXfs>
            """
        let reading = try Reading(Excel.book(data, texts: texts, styles: styles))
        let expected =
            "1: [rich text][in line][result][number 12][number 12][date 2010-12-31][boolean true][boolean false]"
            + "[error #N/A][uncalculated ][uncalculated ][number 2][percentage 0.75][time 13:30:00][date 2010-12-31]"
            + "[][A][number 1.1]"
        #expect(try reading.rows() == [expected])
    }

    @Test("with yes and no in either of their spellings")
    func booleans() throws {
        let cells = ["1", "true", "0", "false"].map { "<c t='b'><v>\($0)</v></c>" }
        #expect(
            try Reading(Excel.book("<row>\(cells.joined())</row>")).rows() == [
                "1: [boolean true][boolean true][boolean false][boolean false]"
            ])
    }

    @Test(
        "and refused where the number of a shared text is none, rather than read as another's",
        arguments: [
            "5 ", "-1", "1.0", "0x1", "99999999999999999999",
        ])
    func sharedNumber(number: String) throws {
        let texts = (0..<60).map { "<si><t>\($0)</t></si>" }.joined()
        #expect(try Reading(Excel.book("<row><c t='s'><v>52</v></c></row>", texts: texts)).rows() == ["1: [52]"])
        #expect(
            throws: WorkbookError.damaged(problem: "a cell in row 1 of a sheet in it has a text that is not there")
        ) { try Reading(Excel.book("<row><c t='s'><v>\(number)</v></c></row>", texts: texts)).rows() }
    }

    @Test("with rows and cells that are left out, or do not say where they are")
    func sparse() throws {
        let data = """
            <row r='3'><c r='B3'><v>1</v></c><c r='D3'><v>2</v></c><c><v>3</v></c><c r='F3' s='0'/></row>\
            <row><c><v>4</v></c></row><row r='9' spans='1:2'/><row r='10'><c r='C10' t='inlineStr'><is><t>  </t></is></c></row>\
            <row r='12'><c r='AB12'><v>5</v></c></row><row r='13'><c r='B13'><v>7</v></c><c r='A13'><v>6</v></c></row>
            """
        let gap = String(repeating: "[]", count: 27)
        #expect(
            try Reading(Excel.book(data)).rows() == [
                "3: [][number 1][][number 2][number 3]", "4: [number 4]", "12: \(gap)[number 5]",
                "13: [number 6][number 7]",
            ])
    }

    @Test("with dates counted from 1904 where the workbook says so")
    func from1904() throws {
        let book = try Excel.book(
            "<row><c s='0'><v>39081</v></c></row>", styles: "<cellXfs><xf numFmtId='14'/></cellXfs>",
            properties: "<workbookPr date1904='1'/>")
        #expect(try Reading(book).rows() == ["1: [date 2010-12-31]"])
    }

    @Test("in the strict form of the standard, with prefixes, and without a namespace")
    func namespaces() throws {
        let data = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
        let strict = try Excel.book(
            data, texts: "<si><t>x</t></si>", namespace: Excel.strict, types: Excel.strictTypes)
        #expect(try Reading(strict).rows() == ["1: [x]"])
        let prefixed =
            "<x:worksheet xmlns:x='\(Excel.namespace)' xmlns:y='urn:y'><x:sheetData><x:row><y:c><x:v>1</x:v></y:c>"
            + "<x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        #expect(try Reading(Excel.book(sheets: [("A", "", prefixed)])).rows() == ["1: [number 2]"])
        let bare = "<worksheet><sheetData><row><c><v>3</v></c></row></sheetData></worksheet>"
        #expect(try Reading(Excel.book(sheets: [("A", "", bare)])).rows() == ["1: [number 3]"])
    }

    @Test("where elements declare prefixes for themselves, as lxml writes them, and for nothing else")
    func ownPrefixes() throws {
        let sheet =
            "<worksheet xmlns='\(Excel.namespace)' xmlns:y='urn:y'><sheetData>"
            + "<row><x:c xmlns:x='\(Excel.namespace)'><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c><c><v>3</v></c></row>"
            + "<y:row xmlns:y='\(Excel.namespace)'><c xmlns='urn:y'><v>4</v></c><y:c><v>5</v></y:c></y:row>"
            + "<y:row><y:c/></y:row><row><c><v>6</v></c></row></sheetData></worksheet>"
        let workbook =
            "<workbook xmlns='\(Excel.namespace)'><sheets><sheet xmlns:r='\(Excel.types)' name='A' r:id='b'/></sheets>"
            + "</workbook>"
        let book = try ZipArchive.bytes([
            .init(
                name: "_rels/.rels",
                contents: Excel.relations([("a", "\(Excel.types)/officeDocument", "book/main.xml")])),
            .init(name: "book/main.xml", contents: workbook),
            .init(
                name: "book/_rels/main.xml.rels",
                contents: Excel.relations([("b", "\(Excel.types)/worksheet", "one.xml")])),
            .init(name: "book/one.xml", contents: sheet),
        ])
        #expect(try Reading(book).rows() == ["1: [number 1][number 3]", "2: [number 5]", "3: [number 6]"])
    }

    @Test("which is the only one that holds something and is not hidden, or the one that is named")
    func sheets() throws {
        func sheet(_ value: Int?) -> String {
            let row = value.map { "<row><c><v>\($0)</v></c></row>" } ?? "<row r='1'><c r='A1' s='0'/></row>"
            return "<worksheet xmlns='\(Excel.namespace)'><sheetData>\(row)</sheetData></worksheet>"
        }
        let one = try Reading(
            Excel.book(sheets: [
                ("Empty", "", sheet(nil)), ("Codes", "state='hidden'", sheet(1)), ("Data", "", sheet(2)),
            ]))
        #expect(try one.rows() == ["1: [number 2]"])
        #expect(try one.rows("codes") == ["1: [number 1]"])
        let list = ["'Empty'", "'Codes' (hidden)", "'Data'"]
        #expect(throws: WorkbookError.noSuchSheet(name: "data ", sheets: list)) { try one.rows("data ") }
        let two = try Reading(Excel.book(sheets: [("A\u{202E}", "", sheet(1)), ("B", "", sheet(2))]))
        #expect(throws: WorkbookError.severalSheets(sheets: ["'A\u{FFFD}'", "'B'"])) { try two.rows() }
        let hidden = try Reading(Excel.book(sheets: [("A", "", sheet(nil)), ("B", "state='veryHidden'", sheet(2))]))
        #expect(throws: WorkbookError.noRows(sheets: ["'A'", "'B' (hidden)"])) { try hidden.rows() }
    }

    @Test("from whatever place the workbook's parts are at, and only from the workbook itself")
    func parts() throws {
        let sheet =
            "<worksheet xmlns='\(Excel.namespace)'><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
        let workbook = { (id: String) in
            "<workbook xmlns='\(Excel.namespace)' xmlns:r='\(Excel.types)'><sheets><sheet name='A' r:id='\(id)'/></sheets></workbook>"
        }
        func book(_ relation: String) throws -> Reading {
            try Reading(
                ZipArchive.bytes([
                    .init(
                        name: "_rels/.rels",
                        contents: Excel.relations([("a", "\(Excel.types)/officeDocument", "book/main.xml")])),
                    .init(name: "book/main.xml", contents: workbook("b")),
                    .init(
                        name: "book/_rels/main.xml.rels",
                        contents: "<Relationships xmlns='x'>\(relation)</Relationships>"),
                    .init(name: "sheets/One.xml", contents: sheet),
                ]))
        }
        let type = "Type='\(Excel.types)/worksheet'"
        #expect(try book("<Relationship Id='b' \(type) Target='../Sheets/one.xml'/>").rows() == ["1: [number 1]"])
        for bad in ["<Relationship Id='b' \(type) Target='/etc/passwd' TargetMode='External'/>", ""] {
            #expect(throws: WorkbookError.noRows(sheets: [])) { try book(bad).rows() }
        }
        #expect(throws: WorkbookError.damaged(problem: "gone.xml, its sheet 'A', is missing in it")) {
            try book("<Relationship Id='b' \(type) Target='/gone.xml'/>").rows()
        }
    }

    @Test(
        "and refused where its cells cannot be",
        arguments: [
            "<row><c t='s'><v>0</v></c></row>", "<row><c><v>twelve</v></c></row>", "<row><c><v>0x10</v></c></row>",
            "<row><c t='z'><v>1</v></c></row>", "<row r='2'/><row r='2'/>", "<row r='x'/>", "<row r='0'/>",
            "<row><c r='12'><v>1</v></c></row>", "<row><c><v>inf</v></c></row>", "<row><c></row>",
            "<row><c t='b'><v>yes</v></c></row>", "<row><c t='b'><v>11</v></c></row>",
        ])
    func broken(data: String) throws {
        let error = #expect(throws: WorkbookError.self) { try Reading(Excel.book(data)).rows() }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
