import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("A value")
struct ValueFormTests {
    private func with<Result>(_ text: String, _ read: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        var text = text
        return try text.withUTF8 { try read(UnsafeRawBufferPointer($0)) }
    }

    private func whole(_ text: String) -> Int? { with(text, Cells.wholeNumber) }
    private func number(_ text: String) -> Double? { with(text, Cells.number) }
    private func day(_ text: String, uk: Bool = false) -> Day? { with(text) { Cells.day($0, uk: uk) } }

    @Test("of thousands set apart by commas is the number that was written")
    func thousands() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let places = Int.random(in: 1...12, using: &random)
            let given = Int.random(in: 0...Int(pow(10, Double(places))), using: &random)
            var text = "\(given)"
            var index = text.count - 3
            while index > 0 {
                text.insert(",", at: text.index(text.startIndex, offsetBy: index))
                index -= 3
            }
            let sign = ["", "-", "+"].randomElement(using: &random)!
            let negative = sign == "-" ? -1 : 1
            #expect(whole(sign + text) == negative * given, "\(sign)\(text)")
            let digits = "\(Int.random(in: 0...999, using: &random))"
            #expect(number("\(sign)\(text).\(digits)") == Double("\(sign)\(given).\(digits)"), "\(text).\(digits)")
        }
    }

    @Test("with commas at any other places is no number")
    func misplacedCommas() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let count = Int.random(in: 2...11, using: &random)
            var text = "\(Int.random(in: 1...9, using: &random))"
            for _ in 1..<count {
                if Int.random(in: 0..<3, using: &random) == 0 { text += "," }
                text += "\(Int.random(in: 0...9, using: &random))"
            }
            let groups = text.split(separator: ",", omittingEmptySubsequences: false)
            let isWellFormed =
                groups.count == 1 || groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3
            let plain = text.replacing(",", with: "")
            #expect(whole(text) == (isWellFormed ? Int(plain) : nil), "\(text)")
            #expect(number(text) == (isWellFormed ? Double(plain) : nil), "\(text)")
        }
        for text in [
            ",1", "1,", "1,250,", "0,250", "1,25", "1,2500", "1.250,000", "1,,250", "1,250.5.1", "1,250e3", "12,34",
        ] {
            #expect(number(text) == nil && whole(text) == nil, "\(text)")
        }
    }

    @Test("in per cent is its hundredth, rounded once, where the column's numbers are fractions")
    func percentages() throws {
        for hundredths in stride(from: 0, through: 10_000, by: 7) {
            let text = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
            let expected = Double(hundredths) / 10_000
            #expect(try with(text + "%") { try NumberCell.read($0, within: 0...1) } == expected, "\(text)")
            #expect(with("-" + text + " %", Cells.percentage) == -expected)
        }
        func problem(_ text: String, _ range: ClosedRange<Double>) -> String? {
            do throws(CellProblem) {
                _ = try withCell(text) { (cell) throws(CellProblem) in try NumberCell.read(cell, within: range) }
            } catch {
                return error.reason
            }
            return nil
        }
        #expect(problem("120%", 0...1) == "is not within 0.0 to 1.0" && problem("x%", 0...1) == "is not a percentage")
        #expect(
            problem("75%", 0...100)?.hasPrefix("is a percentage, and the column's numbers are no fractions") == true)
        #expect(
            problem("7,5", 0...100)?.hasSuffix("a comma sets thousands apart, and the decimal sign is a point") == true)
    }

    private func withCell<Result>(
        _ text: String, _ read: (UnsafeRawBufferPointer) throws(CellProblem) -> Result
    ) throws(CellProblem) -> Result {
        let list = WordList([text])
        return try read(list[0])
    }

    @Test("that names its month is a date whichever the form of the others")
    func namedMonths() {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        for (index, name) in names.enumerated() {
            for number in [1, 9, 10, 28] {
                let expected = Day(year: 2011, month: index + 1, day: number)
                for word in [name, String(name.prefix(3)), name.uppercased(), String(name.prefix(3)).lowercased()] {
                    for text in ["\(number)-\(word)-2011", "\(number) \(word) 2011", "\(number)/\(word)/2011 00:00:00"]
                    {
                        #expect(day(text) == expected, "\(text)")
                    }
                }
            }
        }
        #expect(day("30 Sept 2011") == Day("2011-09-30")! && day("05-Mar-2011") == Day("2011-03-05")!)
        for text in [
            "31-Feb-2011", "31-Mar-11", "31-Mrz-2011", "Mar-31-2011", "31 Mar", "31-Mar-20111", "31Mar2011",
            "3-1-Mar-2011",
            "31 03 2011", "31-Mar3-2011", "31--2011", "Mar 2011", "31-Mar-2011 13:00",
        ] { #expect(day(text, uk: true) == nil, "\(text)") }
        #expect(day("31/12/2010") == nil && day("31/12/2010", uk: true) == Day("2010-12-31")!)
    }

    @Test("of each of these forms is loaded, and a year of two digits is refused with what to write")
    func loaded() throws {
        let desk = try Desk()
        let heading = "snapshot_date,pnc,trust,pnc_matched,predicted,horizon,model,tier"
        func row(_ day: String, _ number: Int, _ predicted: String, _ tier: String = "2") -> String {
            "\(day),\(PNC.number(number)),PT-LANCASHIRE,yes,\(predicted),3,supplied 1,\(tier)"
        }
        let summary = try desk.load([
            heading, row("31-Dec-2010", 1, "9.15%"), row("31 December 2010", 2, "0.5"), row("31-Dec-10", 3, "1%"),
            row("31/12/10", 4, "1%"), row("2010-12-31", 5, "915%"), row("2010-12-31", 6, "1%", "50%"),
        ])
        #expect(summary.counts == [6, 2, 0, 4])
        let predicted = try desk.connection.query("select predicted from warehouse.caseload_snapshot order by 1")
        #expect(try predicted.map { try $0.get(0, as: Double.self) } == [0.0915, 0.5])
        let rejects = try desk.rejects()
        #expect(
            rejects.prefix(2).allSatisfy {
                $0.hasSuffix("is not a calendar date as YYYY-MM-DD: write its year with four digits")
            },
            "\(rejects)")
        #expect(
            rejects[2] == "6,predicted,915%,is not within 0.0 to 1.0"
                && rejects[3].hasPrefix("7,tier,50%,\"is a percentage"))
        let counts = try desk.load(
            .areaCounts,
            [
                "measure,counted_from,counted_through,area,number,out_of",
                "MARAC cases,1-Apr-2010,30-Jun-2010,E10000017,\"1,250\",\"10,000\"",
                "MARAC cases,1-Jul-2010,30-Sep-2010,E10000017,\"1,25\",\"10,000\"",
            ])
        #expect(counts.counts == [2, 1, 0, 1])
        #expect(try desk.count("select number::int from warehouse.area_count") == 1_250)
    }

    @Test("of an offence code that has lost its leading zeros is restored where that makes a known code, and counted")
    func offenceCodes() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        let codes = ["801", "0801", "3900", "03900", "12345", "12", "1", "0", "999", "80x", "801 0", ""]
        let lines =
            ["pnc,offence_date,proven_date,offence_code,offence_number"]
            + codes.enumerated().map { "2001/0000001Q,2011-01-15,2011-02-01,\($0.element),\($0.offset + 1)" }
        let known = KnownOffenceCodes(["00000", "00001", "00801", "03900", "80100"])
        let summary = try desk.load(.reoffences, lines) { $0.offenceCodes = known }
        #expect(summary.counts == [12, 6, 0, 6] && summary.restoredCodes == 3)
        let stored = try desk.connection.query(
            "select coalesce(offence_code, '') from warehouse.proven_offence order by offence_number")
        #expect(try stored.map { try $0.get(0, as: String.self) } == ["00801", "00801", "03900", "03900", "12345", ""])
        #expect(
            try desk.rejects().allSatisfy {
                $0.hasSuffix("\"is not 5 digits, nor a known code without its leading zeros\"")
            })
        #expect(try desk.load(.reoffences, lines).restoredCodes == 0, "without a list nothing is restored")
    }
}
