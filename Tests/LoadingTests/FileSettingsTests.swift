import Platform
import ReportKit
import Testing
import Text

@testable import Loading

@Suite("What is said of a file")
struct FileSettingsTests {
    /// Says one thing.
    struct Change: Sendable, CustomTestStringConvertible {
        let property: String
        /// The key of it in a plan, and its value there.
        let key: String
        let value: String
        let say: @Sendable (inout FileSettings) -> Void

        var testDescription: String { property }
    }

    private static let changes = [
        Change(property: "mapping", key: "mapping", value: "/m.yaml") { $0.mapping = "/m.yaml" },
        Change(property: "ukDates", key: "uk-dates", value: "yes") { $0.ukDates = true },
        Change(property: "encoding", key: "encoding", value: "windows-1252") { $0.encoding = .windows1252 },
        Change(property: "sniffsDelimiter", key: "sniff-delimiter", value: "yes") { $0.sniffsDelimiter = true },
        Change(property: "headingRow", key: "heading-row", value: "3") { $0.headingRow = 3 },
        Change(property: "sheet", key: "sheet", value: "Data") { $0.sheet = "Data" },
        Change(property: "source", key: "source", value: "Delius") { $0.source = "Delius" },
        Change(property: "covers", key: "covers", value: "2010-10-01..2010-12-31") {
            $0.covers = Period("2010-10-01..2010-12-31")
        },
        Change(property: "areas", key: "for", value: "[Lancashire]") { $0.areas = ["Lancashire"] },
        Change(property: "extractedOn", key: "extracted", value: "2011-01-10") { $0.extractedOn = Day("2011-01-10") },
        Change(property: "horizon", key: "horizon", value: "3") { $0.horizon = 3 },
        Change(property: "isComplete", key: "complete", value: "yes") { $0.isComplete = true },
        Change(property: "rejectionLimit", key: "max-rejected", value: "7") { $0.rejectionLimit = .rows(7) },
        Change(property: "acceptedRejections", key: "accept-rejected", value: "why") { $0.acceptedRejections = "why" },
        Change(property: "olderExtract", key: "older-extract", value: "why") { $0.olderExtract = "why" },
        Change(property: "besideSample", key: "beside-sample", value: "yes") { $0.besideSample = true },
        Change(property: "rejectedList", key: "rejected", value: "/r.csv") { $0.rejectedList = "/r.csv" },
    ]

    /// Every property that says something, with what it says.
    private func said(_ settings: FileSettings) -> [String: String] {
        var said: [String: String] = [:]
        for (name, value) in Mirror(reflecting: settings).children {
            guard let name, Mirror(reflecting: value).children.first != nil else { continue }
            said[name] = "\(value)"
        }
        return said
    }

    private func text(_ settings: FileSettings, mapping: Bool) throws -> String {
        // Any file will do.
        let content = try mapping ? FileContent(of: #filePath, hashedBy: FileHash(nil), interrupt: Interrupt()) : nil
        return settings.canonicalText(.caseload, mapping: content)
    }

    @Test("is all here")
    func all() {
        #expect(Self.changes.map(\.property) == Mirror(reflecting: FileSettings()).children.compactMap(\.label))
    }

    @Test(
        "is taken over where nothing else is said, is a key of a plan, and makes the file another one",
        arguments: changes)
    func each(change: Change) throws {
        var settings = FileSettings()
        change.say(&settings)
        #expect(said(settings).keys.sorted() == [change.property])
        #expect(said(FileSettings().over(settings)) == said(settings))
        #expect(said(settings.over(FileSettings())) == said(settings))

        let plan = "\(change.key): \(change.value)"
        let fields = try #require(try StrictYAML<BatchError>.read(plan, file: "load.yaml"))
            .fields(of: "load.yaml", among: SettingsReader.keys)
        #expect(said(try SettingsReader(folder: "").settings(fields)) == said(settings))

        let isOther = try text(settings, mapping: change.property == "mapping") != text(FileSettings(), mapping: false)
        // Where the list of rejects goes changes no row.
        #expect(isOther == (change.property != "rejectedList"))

        if change.property == "mapping" { return }
        let plain = "\(try FileSettings().options(for: .caseload, today: Desk.today))"
        #expect("\(try settings.options(for: .caseload, today: Desk.today))" != plain)
    }
}
