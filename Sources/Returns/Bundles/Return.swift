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
    public let reports: [Report]
    public let missing: [MissingSection]

    public init(areas: [Area], quarter: Quarter, reports: [Report], missing: [MissingSection]) {
        self.areas = areas
        self.quarter = quarter
        self.reports = reports.sorted { $0.indicator.sortKey < $1.indicator.sortKey }
        self.missing = missing.sorted { ($0.module, $0.reason) < ($1.module, $1.reason) }
    }

    /// The files of the return: `return.json`, `return.csv` and, with the hash of each, `manifest.json`.
    ///
    /// - Parameter program: the program's own version.
    public func files(program: String) throws -> [(name: String, contents: String)] {
        let contents = [
            ("return.json", try JSONRenderer.text(document)), ("return.csv", CSVRenderer.text(reports)),
        ]
        let manifest = Manifest(
            area: name, areas: areas, quarter: quarter, program: program,
            modules: reports.map { .init(id: $0.indicator.id, version: $0.indicator.version) },
            missing: missing, vintages: vintages,
            files: contents.map { name, text in
                .init(
                    name: name, bytes: text.utf8.count,
                    sha256: SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined())
            })
        return contents + [("manifest.json", try JSONRenderer.text(manifest))]
    }

    private var name: String { areas.first?.name ?? "" }

    private var synthetic: Bool { reports.contains { $0.dataQuality.synthetic } }

    private var vintages: [DataQuality.Source] {
        Set(reports.flatMap(\.dataQuality.sources)).sorted { $0.vintage < $1.vintage }
    }

    private var document: Document {
        Document(
            area: name, areas: areas, quarter: quarter, synthetic: synthetic,
            notice: .init(wrappedValue: synthetic ? Report.syntheticCaveat : nil),
            reports: reports.map(ReportDocument.init), missing: missing)
    }

    private struct Document: Encodable {
        let area: String
        let areas: [Area]
        let quarter: Quarter
        let synthetic: Bool
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
        let modules: [Module]
        let missing: [MissingSection]
        let vintages: [DataQuality.Source]
        let files: [File]
    }
}
