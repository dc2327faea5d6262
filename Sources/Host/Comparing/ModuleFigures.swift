import Foundation
import ReportKit
import Warehouse

/// What modules report from one warehouse: every area of every level, as a whole and by each breakdown, as of the latest vintage
/// and the one before.
public struct ModuleFigures: Sendable {
    /// A report that was asked for.
    private struct Place: Hashable {
        let module: String
        let breakdown: Breakdown?
        let vintage: Int?
    }

    private var reports: [Place: String] = [:]
    private var failures: [Place: String] = [:]

    /// Runs all modules.
    ///
    /// - Parameter quarter: what they report on.
    public init(of modules: [DescribedModule], in quarter: Quarter, runner: ModuleRunner) async throws {
        let counted = modules.filter(\.hasFigures)
        let latest = try ReportSession(opening: runner, on: quarter.lastDay)
        let last = latest.published
        latest.close()
        let vintages = [nil, last.map { $0 - 1 }.flatMap { $0 > 0 ? $0 : nil }]
        for (index, vintage) in vintages.enumerated() where index == 0 || vintage != nil {
            let session = try ReportSession(
                opening: runner, on: quarter.lastDay,
                basis: ReportBasis(asOf: vintage.map(AsOf.vintage)))
            defer { session.close() }
            let wanted = counted.flatMap { module in
                (index == 0 ? [nil] + module.indicator.breakdowns.map(Optional.some) : [nil]).map { (module, $0) }
            }
            let outcomes = try await session.run(
                wanted.map { module, breakdown in
                    ReportSession.Wanted(
                        module.subject, AreaSelection(everyAreaAt: AreaLevel.allCases), period: .quarter(quarter),
                        breakdown: breakdown)
                })
            for ((module, breakdown), outcome) in zip(wanted, outcomes) {
                let place = Place(module: module.runs, breakdown: breakdown, vintage: vintage)
                switch outcome.result {
                case .success(let report): reports[place] = try Self.text(of: report)
                case .failure(let failure): failures[place] = failure.message
                }
            }
        }
    }

    /// Where a module's figures are not those of another warehouse with the same rows; nil where all are the same, and some are
    /// there. One that runs another's file, or counts nothing, has no figures of its own.
    public func difference(of module: DescribedModule, from other: ModuleFigures) -> String? {
        guard module.hasFigures else { return nil }
        let places = Set(reports.keys).union(failures.keys).union(other.reports.keys).union(other.failures.keys)
            .filter { $0.module == module.runs }
        guard places.contains(where: { reports[$0] != nil }) else {
            let reason = places.lazy.compactMap { failures[$0] }.first ?? "it reports nothing"
            return "no figures to compare: \(reason)"
        }
        let differing = places.filter { reports[$0] != other.reports[$0] || failures[$0] != other.failures[$0] }
            .map { place in
                let form = [place.breakdown.map { "by \($0.rawValue)" }, place.vintage.map { "as of vintage \($0)" }]
                    .compactMap(\.self)
                let what = form.isEmpty ? "as a whole" : form.joined(separator: ", ")
                return other.failures[place].map { "\(what): \($0)" } ?? what
            }
        return differing.min()
    }

    private static func text(of report: Report) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}

extension DescribedModule {
    /// Whether it counts anything by a query of its own.
    fileprivate var hasFigures: Bool { kind != .sameAs && indicator.family != .undefined }
}
