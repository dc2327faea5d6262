import Disclosure
import Foundation
import Presenting
import ReportKit
import Text

/// Renders a report as a JSON object, keys in alphabetical order.
///
/// ```json
/// {
///   "caveats" : ["..."],
///   "findings" : [{"area" : {"code" : "PT-LANCASHIRE", ...}, "n" : 26016, "observed" : 2940, ...}],
///   "indicator" : "NI18",
///   "quarter" : "2010-11Q4",
/// ```
public struct JSONRenderer: ReportRenderer {
    private let arrangement: Arrangement

    public init(arrangement: Arrangement = .asReported) {
        self.arrangement = arrangement
    }

    public func render(_ report: PublishedReport) throws -> String {
        try JSONText.text(ReportDocument(report, arrangement))
    }

    /// Reports on several quarters as the list `reports` of an object, the earliest first.
    public func render(_ report: PublishedReport, earlier: [PublishedReport]) throws -> String {
        let reports = (earlier + [report]).sorted { $0.period.to < $1.period.to }
        return try JSONText.text(["reports": reports.map { ReportDocument($0, arrangement) }])
    }
}

/// A report as it is written in JSON.
struct ReportDocument: Encodable {
    let indicator: String
    let title: String
    let definition: String
    let family: Family
    let unit: String
    let goodIs: Polarity
    let version: String
    let source: String
    let supplier: String
    @OrNull var quarter: Quarter?
    let period: Period
    let by: OrNull<Breakdown>
    let findings: [FindingDocument]
    let judgedBy: VerdictBasis
    let manyAreas: [JudgedLevel]
    let caveats: [String]
    /// Left out where everything may be published.
    let marking: String?
    let dataQuality: DataQuality

    init(_ report: PublishedReport, _ arrangement: Arrangement = .asReported) {
        indicator = report.indicator.id
        title = report.indicator.title
        definition = report.indicator.definition
        family = report.indicator.family
        unit = report.indicator.unit
        goodIs = report.indicator.polarity
        version = report.indicator.version
        source = report.indicator.source
        supplier = report.indicator.supplier
        if case .quarter(let asked) = report.requested { quarter = asked }
        period = report.period
        by = OrNull(wrappedValue: report.breakdown)
        findings = arrangement.findings(of: report).map { FindingDocument($0, in: report) }
        judgedBy = report.judgedBy
        manyAreas = report.manyAreas
        caveats = report.caveats
        marking = report.release.marking
        dataQuality = report.dataQuality
    }
}
