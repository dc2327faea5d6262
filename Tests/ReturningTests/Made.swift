import Foundation
import ReportKit
import Significance

@testable import Host

/// Reports and outcomes, made by hand.
enum Made {
    static let quarter = Quarter(containing: Day(number: 14_600))
    static let area = Area(code: "L", name: "Lancashire", level: .trust)

    static func report(
        _ id: String, _ quarter: Quarter = Made.quarter, observed: Int = 20, verdict: Verdict? = nil
    ) throws -> Report {
        let finding = Finding(
            area: area, group: nil, observed: observed, n: 100, verdict: verdict, unreliable: false, target: nil,
            dataQuality: [],
            figures: .proportion(
                ProportionFigures(
                    rate: Double(observed) / 100, interval: Interval(lower: 0, upper: 1, confidence: 0.95, method: ""),
                    notRecorded: 0, tests: .init(exactBinomial: nil))))
        return Report(
            indicator: Indicator(
                id: id, title: "", definition: "", family: .proportionAgainstTarget, unit: "%",
                polarity: .higherIsBetter, decimals: 0, frequency: "", levels: [.trust], source: "", supplier: "",
                caveats: [], version: "1"),
            requested: .quarter(quarter), period: ReportPeriod.quarter(quarter).days, breakdown: nil,
            findings: [finding], caveats: [], dataQuality: DataQuality(synthetic: false, sources: [], measures: []))
    }

    static func outcome(
        of file: String, _ result: Result<Report, WorkerFailure>, earlier: [Report] = []
    ) -> ModuleOutcome {
        let order = ReportOrder(
            module: ModuleFile(path: file, digest: nil), id: nil, indicator: nil,
            request: ReportRequest(period: .quarter(quarter), levels: [.trust]), skipsLevelsNotOffered: true,
            areas: nil)
        var outcome = ModuleOutcome(order, result)
        outcome.earlierResults = earlier.map { .success($0) }
        return outcome
    }

    static func failure(_ kind: WorkerFailure.Kind, _ file: String = "/modules/A.sql") -> WorkerFailure {
        WorkerFailure(kind: kind, module: file, message: "\(file): \(kind.rawValue)")
    }

    /// The areas of a warehouse that has one trust alone.
    static let areas = AreaDirectory(entries: [
        .init(id: 1, area: area, codes: [area.code], current: true, parents: [:], successor: nil)
    ])
}

/// A folder of its own, removed with it.
final class Folder {
    let path = "/tmp/laa-returning-\(UUID().uuidString.prefix(8))"

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
