import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// What analysts typically get wrong, and what `laa modules check` says about each.
@Suite("Checking a declared module", .ownThreads)
struct ModuleChecksTests {
    @Test("finds nothing wrong with sound modules")
    func sound() throws {
        for text in [CheckedText.share(), CheckedText.predicted(), CheckedText.rate()] {
            #expect(try CheckedText.messages(text) == [])
        }
    }

    private static let join = "join reporting.offender p on p.offender_id = t.offender_id"
    private static let whereDays = "where t.terminated_on between :period_start and :period_end"

    /// Mistakes in a sound module: what is replaced by what, and how the message begins, with its line and its name.
    private static let mistakes: [(String, String, String)] = [
        // Rows counted twice.
        (
            "group by 1, 2, 3", "group by 1, 2, 3, t.kind",
            "X.sql:30: error: *places have more than one row, such as * rows of *: they are added up. Return one row for "
                + "each trust_id, authority_id and breakdown*[repeated-rows]"
        ),
        (
            "group by 1, 2, 3",
            "group by 1, 2, 3 union all select t.trust_id, t.authority_id, null, 0, count(*), 0 from reporting.termination t "
                + whereDays + " group by 1, 2, 3",
            "X.sql:30: error: *places have more than one row*[repeated-rows]"
        ),
        (
            join,
            join + " join reporting.court_report c on c.trust_id = t.trust_id"
                + " and c.delivered_on between t.terminated_on - 3 and t.terminated_on",
            "X.sql:30: warning: a join multiplies the rows of reporting.termination: tried with one row of it for each "
                + "place,*where one row counts * times. Join a table that has several rows for one with 'exists (...)'*"
                + "[multiplied-rows]"
        ),
    ]

    @Test("finds typical mistakes, each with its line, why it matters, and what to do", arguments: mistakes)
    func mistake(_ from: String, _ to: String, _ expected: String) throws {
        let found = try CheckedText.messages(CheckedText.share((from, to)))
        #expect(found.contains { Self.matches($0, expected) }, "\(found)")
    }

    /// Whether a message is a pattern, in which `*` stands for anything.
    private static func matches(_ message: String, _ pattern: String) -> Bool {
        var rest = Substring(message)
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() where !part.isEmpty {
            guard let found = index == parts.count - 1 ? rest.ranges(of: part).last : rest.firstRange(of: part),
                index > 0 || found.lowerBound == rest.startIndex
            else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.isEmpty || pattern.hasSuffix("*")
    }

    @Test("finds a person who is counted twice in one snapshot")
    func repeatedPeople() throws {
        let found = try CheckedText.messages(CheckedText.predicted(("select distinct day", "select day")))
        #expect(found.count == 1 && found[0].hasPrefix("X.sql:36: error: "), "\(found)")
        #expect(found.first?.contains("people have more than one row in the snapshot of 2010-0") == true, "\(found)")
        #expect(found.first?.hasSuffix("with 'exists (...)'. [repeated-rows]") == true, "\(found)")
    }

    @Test("finds an authority whose residents are counted under several trusts")
    func authorityTwice() throws {
        let found = try CheckedText.messages(CheckedText.rate((" and t.valid @> :period_end", "")))
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.contains("authorities are under several trusts, such as") == true, "\(found)")
        #expect(found.first?.hasSuffix("add: and valid @> :period_end [repeated-rows]") == true, "\(found)")
    }
}
