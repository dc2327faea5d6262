import Crypto
import Disclosure
import Foundation
import Platform
import Presenting
import Provenance
import ReportKit
import Text

/// A partnership's return for a quarter: what every module reported for its areas, or why it reported nothing.
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
    public let reports: [PublishedReport]
    public let missing: [MissingSection]
    /// The same indicators' reports on earlier quarters, for charts over time.
    public let earlier: [PublishedReport]
    /// What was published of the quarter before.
    public let before: EditionBefore
    /// The indicators that the overview begins with; none for the usual ones.
    public let headline: [String]
    /// How much of it the page holds.
    public let detail: Detail
    /// The figures of similar areas.
    public let similar: SimilarFigures
    /// The overview, which several of its forms begin with; made once.
    private(set) var glance = AtAGlance()
    /// The marking of a return in which nothing is suppressed, and which must never be submitted; nil for any other.
    public var marking: String? { reports.lazy.compactMap(\.release.marking).first }

    /// How much of a return its page holds.
    public enum Detail: String, CaseIterable, Sendable {
        /// The overview alone.
        case summary
        /// The overview, and a section for each indicator.
        case full
    }

    /// - Parameters:
    ///   - reports: the current quarter's reports, as they may be published.
    ///   - earlier: the same for the earlier quarters.
    ///   - before: what was published of the quarter before.
    ///   - headline: identifiers of the indicators that the overview begins with; none for the usual ones.
    ///   - similar: the figures of the areas that its own are compared with.
    public init(
        areas: [Area], quarter: Quarter, reports: [PublishedReport], missing: [MissingSection],
        earlier: [PublishedReport] = [], before: EditionBefore = EditionBefore(), headline: [String] = [],
        detail: Detail = .full, similar: SimilarFigures = SimilarFigures()
    ) {
        self.areas = areas
        self.quarter = quarter
        self.reports = reports.sorted { $0.indicator.sortKey < $1.indicator.sortKey }
        self.missing = missing.sorted { ($0.module, $0.reason) < ($1.module, $1.reason) }
        self.earlier = earlier
        self.before = before
        self.headline = headline
        self.detail = detail
        self.similar = similar
        glance = AtAGlance(self)
    }

    /// What is printed on every page; nil for nothing.
    package var notice: String? {
        let notices =
            (marking.map { ["\($0): nothing is suppressed; not to be published or submitted."] } ?? [])
            + (isSynthetic ? [Report.syntheticCaveat] : [])
        return notices.isEmpty ? nil : notices.joined(separator: " ")
    }

    /// What is printed beside the figures of one report; nil for nothing.
    package func notice(on report: PublishedReport) -> String? {
        marking != nil ? notice : report.dataQuality.synthetic ? Report.syntheticCaveat : nil
    }

    /// The forms that a return is written in.
    static let formats: [any ReturnFormat] = [
        JSONFormat(), CSVFormat(), HTMLFormat(), ODSFormat(), SummaryFormat(),
    ]

    /// The files of the return: those of every form and `manifest.json`, which holds the hash of each.
    ///
    /// - Parameters:
    ///   - program: the program that makes them.
    ///   - origin: how it was made.
    ///   - templates: the plans' own tables that are to be made too.
    public func files(
        program: Provenance, _ origin: ReturnOrigin = ReturnOrigin(), templates: [any ReturnFormat] = []
    ) throws -> [ReturnFile] {
        // The internal form suppresses nothing.
        let log =
            marking == nil ? [ReturnFile(name: "suppressions.csv", contents: SuppressionLog(reports).csv)] : []
        let files = try made(in: Return.formats + templates).flatMap(\.self) + log
        let manifest = Manifest(
            formatVersion: FormatVersion.current, area: name, areas: areas, quarter: quarter,
            program: program.version, commit: program.commit,
            marking: marking,
            modules: reports.map { .init(id: $0.indicator.id, version: $0.indicator.version) },
            missing: missing, vintages: vintages, register: origin.register,
            weighedWith: origin.register == nil || origin.weighedWith.isEmpty ? nil : origin.weighedWith,
            comparators: origin.comparing.isEmpty
                ? nil : origin.comparing.map { .init(area: $0.area.code, members: $0.members.map(\.code)) },
            model: origin.model.map { "\($0.name)@\($0.version)" },
            predictionUncertainty: origin.model != nil && origin.allowsForPrediction ? true : nil,
            files: files.mapSideBySide { file in
                .init(
                    name: file.name, bytes: file.contents.count,
                    sha256: Hexadecimal.text(SHA256.hash(data: file.contents)))
            })
        return files + [ReturnFile(name: "manifest.json", contents: try JSONText.text(manifest))]
    }

    /// The files of each form, in the order of the forms.
    private func made(in formats: [any ReturnFormat]) throws -> [[ReturnFile]] {
        var files = try formats.map { $0.usesAllProcessors ? try $0.files(of: self) : [] }
        let others = formats.indices.filter { !formats[$0].usesAllProcessors }
        let made = others.mapSideBySide { index in Result { try formats[index].files(of: self) } }
        for (index, made) in zip(others, made) { files[index] = try made.get() }
        return files
    }

    /// `Lancashire`, `Lancashire and Cumbria`.
    package var name: String {
        let names = areasByName.map { $0[0].name }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// `Lancashire, 2010-11Q4`.
    package var title: String { "\(name), \(quarter)" }

    /// What the whole is, in a sentence.
    package var subtitle: String {
        "National indicators of offending for \(name), for the quarter that ended on \(Dates.text(quarter.lastDay))."
    }

    /// Whether any row behind any figure is synthetic.
    package var isSynthetic: Bool { reports.contains { $0.dataQuality.synthetic } }

    package var vintages: [DataQuality.Source] {
        Set(reports.flatMap(\.dataQuality.sources)).sorted { $0.vintage < $1.vintage }
    }

    /// The fields of `return.json` beside the reports.
    var fields: [String: any Encodable] {
        var fields: [String: any Encodable] = [
            "formatVersion": FormatVersion.current, "area": name, "areas": areas, "quarter": quarter,
            "synthetic": isSynthetic,
            "notice": OrNull(wrappedValue: notice), "missing": missing,
        ]
        // Left out where everything may be published.
        if let marking { fields["marking"] = marking }
        if !similar.groups.isEmpty { fields["comparisonGroups"] = ComparisonGroupDocument.all(of: self) }
        return fields
    }

    private struct Manifest: Encodable {
        struct Module: Encodable {
            let id: String
            let version: String
        }
        struct Comparators: Encodable {
            let area: String
            let members: [String]
        }
        struct File: Encodable {
            let name: String
            let bytes: Int
            let sha256: String
        }
        let formatVersion: Int
        let area: String
        let areas: [Area]
        let quarter: Quarter
        let program: String
        /// Left out where it is not known.
        let commit: String?
        /// Left out where everything may be published.
        let marking: String?
        let modules: [Module]
        let missing: [MissingSection]
        let vintages: [DataQuality.Source]
        /// The last publication of the register that it was weighed against. Left out of the internal form.
        let register: Int?
        /// The codes of the areas of each partnership whose return was weighed together with it. Left out where there is
        /// none.
        let weighedWith: [[String]]?
        /// The comparison groups that somebody chose, by the codes of their areas. Left out where there is none.
        let comparators: [Comparators]?
        /// The model whose predictions indicators are judged against. Left out where they were loaded with the caseload.
        let model: String?
        /// Whether verdicts allow for the uncertainty of its predictions. Left out where they do not.
        let predictionUncertainty: Bool?
        let files: [File]
    }
}
