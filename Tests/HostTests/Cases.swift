import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// What an indicator counts of the cases of a file; nil for what its family does not have.
struct ExpectedCount: CustomTestStringConvertible, Sendable {
    let id: String
    let observed: Int
    let n: Int?
    let notRecorded: Int?

    init(_ id: String, _ observed: Int, of n: Int? = nil, leavingOut notRecorded: Int = 0) {
        self.id = id
        self.observed = observed
        self.n = n
        self.notRecorded = n == nil ? nil : notRecorded
    }

    var testDescription: String { id }
}

/// A warehouse that holds the cases of a file of `sql` alone, and the declared modules, which count them.
///
/// The cases lie at the edges of one quarter, and all in Lancashire; what each counts for is said beside it in the file.
struct Cases {
    let quarter: Quarter
    let database: String

    /// The folder of the declared modules.
    static let modules = folder.appendingPathComponent("../../Plugins/sql").standardizedFileURL.path
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// Stores the cases of a file in a warehouse of their own.
    init(_ file: String, in quarter: Quarter) throws {
        self.quarter = quarter
        database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        try connection.execute("begin;\n" + Self.sql(file) + "\n;commit")
    }

    /// The text of a file of `sql`.
    static func sql(_ file: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent("sql/\(file)"), encoding: .utf8)
    }

    /// A declared module.
    static func module(_ id: String) throws -> DeclaredModule {
        try DeclaredFile(file: "\(modules)/\(id).sql").module()
    }

    /// What a module reports of the cases.
    func report(
        _ id: String, _ quarter: Quarter? = nil, at level: AreaLevel = .trust, by breakdown: Breakdown? = nil
    ) throws -> Report {
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        return try connection.readOnlyTransaction {
            try ReportMaker(module: Self.module(id), connection: connection).report(
                ReportRequest(period: .quarter(quarter ?? self.quarter), levels: [level], breakdown: breakdown))
        }
    }

    /// That a module counts what is expected.
    func expectCounted(_ expected: ExpectedCount) throws {
        let findings = try report(expected.id).findings
        #expect(findings.map(\.area.name) == ["Lancashire"])
        let finding = try #require(findings.first)
        #expect(finding.observed == expected.observed)
        #expect(finding.n == expected.n)
        if case .proportion(let figures) = finding.figures { #expect(figures.notRecorded == expected.notRecorded) }
    }

    /// That a module counts the same at each of its levels, and in the groups of each of its breakdowns together.
    func expectCountedEveryWay(_ expected: ExpectedCount) throws {
        let sheet = try Self.module(expected.id).indicator
        let ways = sheet.levels.map { ($0, nil) } + sheet.breakdowns.map { (.trust, $0) }
        for (level, breakdown) in ways as [(AreaLevel, Breakdown?)] {
            let findings = try report(expected.id, at: level, by: breakdown).findings
            let way = "\(level.rawValue) by \(breakdown?.rawValue ?? "nothing")"
            #expect(findings.compactMap(\.observed).reduce(0, +) == expected.observed, "\(way)")
            #expect(findings.compactMap(\.n).reduce(0, +) == expected.n ?? 0, "\(way)")
        }
    }
}
