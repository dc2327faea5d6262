import Crypto
import Foundation
import ReportKit

/// A partnership's return for a quarter: what every module said of its areas, or why it said nothing.
public struct Return: Sendable {
    /// A module whose section is missing.
    public struct MissingSection: Codable, Hashable, Sendable {
        /// File name of the module.
        public let module: String
        public let reason: String

        public init(module: String, reason: String) {
            self.module = module
            self.reason = reason
        }
    }

    /// The areas asked for: a trust and an authority may share a name.
    public let areas: [Area]
    public let quarter: Quarter
    /// In order of indicator.
    public let disclosed: [DisclosedReport]
    /// What is published of them.
    public var reports: [Report] { disclosed.map(\.published) }
    public let missing: [MissingSection]
    /// The same indicators' reports on earlier quarters, for charts over time.
    public let earlier: [Report]
    /// Whether nothing was kept back: such a return is marked, and never submitted.
    public var isInternal: Bool { disclosed.contains(where: \.isInternal) }

    /// - Parameters:
    ///   - reports: as they may leave the program.
    ///   - earlier: the same of the earlier quarters.
    public init(
        areas: [Area], quarter: Quarter, reports: [DisclosedReport], missing: [MissingSection],
        earlier: [DisclosedReport] = []
    ) {
        self.areas = areas
        self.quarter = quarter
        disclosed = reports.sorted { $0.indicator.sortKey < $1.indicator.sortKey }
        self.missing = missing.sorted { ($0.module, $0.reason) < ($1.module, $1.reason) }
        self.earlier = earlier.map(\.published)
    }

    /// A return of all that reports hold.
    init(areas: [Area], quarter: Quarter, reports: [Report], missing: [MissingSection], earlier: [Report] = []) {
        self.init(
            areas: areas, quarter: quarter, reports: reports.map(DisclosedReport.init(everythingIn:)), missing: missing,
            earlier: earlier.map(DisclosedReport.init(everythingIn:)))
    }

    /// What stands on every page; nil for nothing.
    var notice: String? {
        let notices =
            (isInternal ? ["\(DisclosedReport.marking): nothing is kept back; not to be published or submitted."] : [])
            + (isSynthetic ? [Report.syntheticCaveat] : [])
        return notices.isEmpty ? nil : notices.joined(separator: " ")
    }

    /// What stands beside the figures of one report; nil for nothing.
    func notice(on report: Report) -> String? {
        isInternal ? notice : report.dataQuality.synthetic ? Report.syntheticCaveat : nil
    }

    /// The forms that a return is written in.
    static let formats: [any ReturnFormat] = [JSONFormat(), CSVFormat(), HTMLFormat(), ODSFormat()]

    /// The files of the return: every form's and, with the hash of each, `manifest.json`.
    ///
    /// - Parameters:
    ///   - program: the program's own version.
    ///   - templates: the plans' own tables that are wanted too.
    public func files(program: String, templates: [TemplateFormat] = []) throws -> [ReturnFile] {
        let log = ReturnFile(name: "suppressions.csv", contents: SuppressionLog(disclosed).csv)
        let files = try made(in: Return.formats + templates).flatMap(\.self) + [log]
        let manifest = Manifest(
            area: name, areas: areas, quarter: quarter, program: program,
            marking: isInternal ? DisclosedReport.marking : nil,
            modules: reports.map { .init(id: $0.indicator.id, version: $0.indicator.version) },
            missing: missing, vintages: vintages,
            files: files.mapSideBySide { file in
                .init(
                    name: file.name, bytes: file.contents.count,
                    sha256: SHA256.hash(data: file.contents).map { String(format: "%02x", $0) }.joined())
            })
        return files + [ReturnFile(name: "manifest.json", contents: try JSONRenderer.text(manifest))]
    }

    /// The files of each form, in the order of the forms.
    private func made(in formats: [any ReturnFormat]) throws -> [[ReturnFile]] {
        var files = try formats.map { $0.usesAllProcessors ? try $0.files(of: self) : [] }
        let others = formats.indices.filter { !formats[$0].usesAllProcessors }
        let made = others.mapSideBySide { index in Result { try formats[index].files(of: self) } }
        for (index, made) in zip(others, made) { files[index] = try made.get() }
        return files
    }

    var name: String { areas.first?.name ?? "" }

    /// `Lancashire, 2010-11Q4`.
    var title: String { "\(name), \(quarter)" }

    /// What the whole is, in a sentence.
    var subtitle: String {
        "National indicators of offending for \(name), for the quarter that ended on \(Dates.text(quarter.lastDay))."
    }

    /// Whether any row behind any figure is made up.
    var isSynthetic: Bool { reports.contains { $0.dataQuality.synthetic } }

    var vintages: [DataQuality.Source] {
        Set(reports.flatMap(\.dataQuality.sources)).sorted { $0.vintage < $1.vintage }
    }

    /// Everything but the reports.
    var document: some Encodable {
        Document(
            area: name, areas: areas, quarter: quarter, synthetic: isSynthetic,
            marking: isInternal ? DisclosedReport.marking : nil,
            notice: .init(wrappedValue: notice),
            reports: [], missing: missing)
    }

    private struct Document: Encodable {
        let area: String
        let areas: [Area]
        let quarter: Quarter
        let synthetic: Bool
        /// Left out where everything may be published.
        let marking: String?
        let notice: OrNull<String>
        let reports: [ReportDocument]
        let missing: [MissingSection]
    }

    private struct Manifest: Encodable {
        struct Module: Encodable {
            let id: String
            let version: String
        }
        struct File: Encodable {
            let name: String
            let bytes: Int
            let sha256: String
        }
        let area: String
        let areas: [Area]
        let quarter: Quarter
        let program: String
        /// Left out where everything may be published.
        let marking: String?
        let modules: [Module]
        let missing: [MissingSection]
        let vintages: [DataQuality.Source]
        let files: [File]
    }
}
