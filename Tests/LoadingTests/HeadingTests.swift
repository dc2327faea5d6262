import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("A heading that is not the kind's")
struct HeadingTests {
    /// The error of a caseload with this first line.
    private func error(_ heading: String, _ kind: ExtractKind = .caseload) throws -> LoadError? {
        let desk = try Desk()
        let path = try desk.write((heading + "\n").utf8)
        let input = { try Input(path, .of(kind), LoadOptions(today: Desk.today), interrupt: .init()) }
        return #expect(throws: LoadError.self, "\(heading)") { try input() }
    }

    @Test(
        "shows nothing of a first line that may be somebody's row",
        arguments: [
            "2010-12-31,2001/0012345X,X123456,John Smith,1985-03-07,male,PT-LANCASHIRE,E10000017,2,yes",
            "2010-12-31;2001/0012345X;X123456;John Smith;1985-03-07", "John Smith", "Smith,John,1 High Street,AB1 2CD",
        ])
    func noHeading(line: String) throws {
        let error = try error(line)
        guard case .noHeading = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let text = try #require(error).description.lowercased()
        #expect(text.contains("none of the headings of any kind") && text.contains("laa load --template caseload"))
        for secret in ["smith", "0012345", "123456", "1985", "ab1", "lancashire"] { #expect(!text.contains(secret)) }
    }

    @Test("shows nothing of it where one cell is by chance a heading")
    func chance() throws {
        let text = try #require(try error("sex,John Smith,john_name,o'brien@prison,X123456")).description.lowercased()
        for secret in ["smith", "john", "brien", "123456"] { #expect(!text.contains(secret), "\(text)") }
        #expect(text.contains("column 2"))
    }

    @Test("names columns that it does not know by their headings, or by their place where these may be data")
    func unknown() throws {
        let error = try error("\(Desk.heading),Offender Manager,X123456,2001/0012345X,,End Date")
        guard case .heading(_, _, let problems, looksLike: nil) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            problems == [
                "it has columns that its kind does not have: 'Offender Manager', column 10, column 11, column 12, "
                    + "'End Date'"
            ])
        #expect(error?.description.contains("'ignore'") == true)
        #expect(error?.remedy.hasSuffix("if the headings are further down, --heading-row names their line.") == true)
        let personal = try #require(try self.error("\(Desk.heading),Surname,mother's name,house 12 name"))
        #expect(personal.message.hasSuffix("must not be loaded: surname, mother_s_name, column 11."), "\(personal)")
    }

    @Test("names the nearest column of those that are not there yet, and where one stands twice")
    func nearest() throws {
        let misspelt = try #require(try error(Desk.heading.replacing("birth_month", with: "Birthmonth")))
        #expect(
            misspelt.message.hasSuffix("its kind does not have: 'Birthmonth' (is birth_month meant?)."), "\(misspelt)")
        let twice = try #require(try error("\(Desk.heading),Tier,sex"))
        #expect(
            twice.message.hasSuffix(
                "it has sex more than once, in columns 3, 10; it has tier more than once, in columns 7, 9."),
            "\(twice)")
        #expect(!misspelt.description.contains("of kind criminal-history"))
    }

    @Test("is said to be another kind's only where it is that altogether")
    func otherKind() throws {
        func looksLike(_ heading: String, _ kind: ExtractKind = .caseload) throws -> ExtractKind? {
            guard case .heading(_, _, _, let other) = try error(heading, kind) else { return nil }
            return other
        }
        #expect(try looksLike("\(Desk.heading),Offender Manager") == nil)
        #expect(try looksLike("\(Desk.heading),sex") == nil)
        #expect(try looksLike("snapshot_date,pnc,sanctions,offence_code") == .criminalHistory)
        let text = try #require(try error("snapshot_date,pnc,sanctions,offence_code")).description
        #expect(
            text.hasSuffix(
                "It is that of an extract of kind criminal-history. Nothing was loaded; try 'laa load criminal-history "
                    + "FILE'."))
        #expect(try looksLike("snapshot_date,sanctions,offence_code") == nil, "it has neither pnc nor crn")
    }

    @Test("because its cells are separated otherwise names the option", arguments: [";", "\t", "|"])
    func delimiters(delimiter: String) throws {
        for heading in [Desk.heading, "\"" + Desk.heading.replacing(",", with: "\",\"") + "\""] {
            let error = try error(heading.replacing(",", with: delimiter))
            guard case .otherDelimiter = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(error?.description.contains("give --sniff-delimiter") == true)
        }
    }

    @Test("only in that it goes on without words is read, where nothing stands below")
    func trailing() throws {
        let desk = try Desk()
        let rows = [Desk.row + ",,", Desk.row.replacing(PNC.number(1), with: PNC.number(2))]
        let summary = try desk.load([Desk.heading + ",,"] + rows)
        #expect(summary.counts == [2, 2, 0, 0] && summary.unheadedColumns == 2)
        let more = try desk.load([Desk.heading + ", ", Desk.row + ",x", Desk.row + ",,", Desk.row])
        #expect(more.counts == [3, 0, 1, 2])
        #expect(
            try desk.rejects() == [
                "2,,,\"cell 9 is not empty, but its column has no heading\"",
                "3,,,\"the row has 10 cells, but the heading 8\"",
            ])
    }
}
