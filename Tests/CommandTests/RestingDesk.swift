import Foundation
import TestSupport
import Testing

/// A warehouse of its own, with extracts of two trusts.
final class RestingDesk {
    static let snapshots = ["2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31"]
    static let trusts = [
        (code: "LANCASHIRE", authority: "E10000017"), (code: "CUMBRIA", authority: "E10000006"),
    ]
    static let people = 200

    let folder = try! Folder()
    let database: String

    init() throws {
        database = try SampleWarehouse.empty()
    }

    @discardableResult
    func load(_ kind: String, _ lines: [String], _ words: String...) throws -> Command {
        try load(kind, lines, with: words)
    }

    private func load(_ kind: String, _ lines: [String], with words: [String]) throws -> Command {
        let path = "\(folder.path)/\(kind).csv"
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        return try Command(
            ["load", kind, path] + words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"])
    }

    /// The caseload of these snapshots, for each trust where `isThere`.
    func caseload(
        _ snapshots: [String] = RestingDesk.snapshots, where isThere: (Int, Int) -> Bool = { _, _ in true }
    ) -> [String] {
        var lines = ["snapshot_date,crn,sex,birth_month,trust,authority,pnc_matched,predicted,model,horizon"]
        for (number, snapshot) in snapshots.enumerated() {
            for (place, trust) in RestingDesk.trusts.enumerated() where isThere(place, number) {
                let prefix = snapshot < "2010-04-01" ? "PA" : "PT"
                for person in 1...RestingDesk.people {
                    lines.append(
                        "\(snapshot),X\(place)\(10_000 + person),male,1980-01,\(prefix)-\(trust.code),\(trust.authority),"
                            + "yes,0.1,supplied 1,3")
                }
            }
        }
        return lines
    }

    /// One re-offence after the last snapshot of every tenth person; the others' of a day that no month has.
    func reoffences(wrong: Int = 0) -> [String] {
        var lines = ["crn,offence_date,proven_date,offence_code"]
        for place in RestingDesk.trusts.indices {
            for person in 1...RestingDesk.people where person % 4 == 0 {
                for month in ["2010-04", "2010-07", "2010-10", "2011-01"] {
                    let isWrong = lines.count <= wrong
                    lines.append(
                        "X\(place)\(10_000 + person),\(month)-\(isWrong ? 32 : 15),"
                            + "\(month)-20,00801")
                }
            }
        }
        return lines
    }

    func loadReoffences(wrong: Int = 0, _ words: String...) throws -> Command {
        try load("re-offences", reoffences(wrong: wrong), with: ["--covers", "2010-04-01..2011-06-30"] + words)
    }

    /// Loads lines that must load.
    func loaded(_ kind: String, _ lines: [String], _ words: String...) throws -> String {
        let loaded = try load(kind, lines, with: words)
        #expect(loaded.status == 0, "\(loaded.errors)")
        return loaded.output
    }

    /// These lines, and those of Cumbria several times over.
    func withCumbria(_ times: Int, _ lines: [String]) -> [String] {
        let own = lines.filter { $0.contains("X11") }
        return lines + (2...times).flatMap { copy in own.map { $0.replacing("X11", with: "X\(10 + copy)1") } }
    }

    /// Why Lancashire is not judged; nil where it is.
    func causeOfLancashire() throws -> String? {
        try findings("trust")["Lancashire"]?["notJudgedCause"] as? String
    }

    func report(_ words: String...) throws -> Command {
        try Command(["report", "NI18", "--quarter", "2010-11Q4", "--internal"] + words, database: database)
    }

    func findings(_ level: String) throws -> [String: [String: Any]] {
        let report = try report("--level", level, "--format", "json")
        #expect(report.status == 0, "\(report.errors)")
        let findings = try #require(try report.json()["findings"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: findings.map { (($0["area"] as! [String: Any])["name"] as! String, $0) })
    }

    /// The re-offences of Lancashire's people, with every second CRN illegible.
    func illegible() -> [String] {
        reoffences().filter { $0.hasPrefix("X0") }.enumerated().map { number, line in
            number.isMultiple(of: 2) ? "?" + line.dropFirst(7) : line
        }
    }
}
