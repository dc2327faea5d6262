import Foundation
import Host
import ReportKit
import Returns

/// The outcomes of a return's modules, sorted into the reports and what is missing.
public struct ReturnSections: Sendable {
    /// The reports on the return's quarter.
    public private(set) var reports: [Report] = []
    /// The same indicators' reports on earlier quarters.
    public private(set) var earlier: [Report] = []
    /// How long each indicator's report took, without those on earlier quarters.
    public private(set) var times: [String: Duration] = [:]
    public private(set) var failures: [WorkerFailure] = []
    /// The modules whose data the warehouse was never given. They are listed, and are not a failure of a return that
    /// has other reports.
    public private(set) var notHeld: [WorkerFailure] = []
    /// Their indicators.
    public private(set) var namesNotHeld: [String] = []
    public private(set) var missing: [Return.MissingSection] = []
    /// The module files that could not be run.
    public let problems: [ModuleProblem]

    /// - Parameter problems: the module files that could not be run.
    public init(_ outcomes: [ModuleOutcome], problems: [ModuleProblem]) {
        self.problems = problems
        var files: [String: String] = [:]
        for outcome in outcomes {
            switch outcome.result {
            case .success(let report):
                if let other = files[report.indicator.id] {
                    let problem = ModuleProblem.duplicate(file: outcome.file, id: report.indicator.id, other: other)
                    add(WorkerFailure(kind: .module, module: outcome.file, message: "\(problem)"))
                } else {
                    files[report.indicator.id] = outcome.file
                    times[report.indicator.id] = outcome.took
                    reports.append(report)
                    earlier += outcome.earlier
                }
            case .failure(let failure) where failure.kind == .notHeld:
                notHeld.append(failure)
                namesNotHeld.append(outcome.id ?? URL(fileURLWithPath: outcome.file).lastPathComponent)
                note(file: failure.module, reason: failure.message)
            case .failure(let failure): add(failure)
            }
        }
        for problem in problems { note(file: problem.file, reason: "\(problem)") }
    }

    /// The most serious reason why a section is missing; nil where the return is complete.
    public var gravest: WorkerFailure? {
        let refused = problems.map { problem in
            WorkerFailure(
                kind: problem.isOfTrust ? .notTrusted : .module, module: problem.file, message: "\(problem)")
        }
        let reasons = refused + failures + (reports.isEmpty ? notHeld : [])
        return Self.byGravity.lazy.compactMap { kind in reasons.first { $0.kind == kind } }.first
    }

    private static let byGravity: [WorkerFailure.Kind] = [
        .module, .warehouse, .notComplete, .noData, .notHeld, .notOffered, .badData, .notTrusted, .cancelled,
    ]

    /// What is missing and why, one or more sentences each.
    public var notes: [String] {
        let names = namesNotHeld.joined(separator: ", ")
        return failures.map(\.message) + (names.isEmpty ? [] : ["the warehouse holds nothing for: \(names)."])
    }

    /// The numbers of the vintages that the reports draw on, in order.
    public var vintages: [Int] { Set(reports.flatMap(\.dataQuality.sources).map(\.vintage)).sorted() }

    private mutating func add(_ failure: WorkerFailure) {
        failures.append(failure)
        note(file: failure.module, reason: failure.reasonInReturn)
    }

    /// Files are named without their folders, so that a return is the same wherever it is made.
    private mutating func note(file: String, reason: String) {
        let url = URL(fileURLWithPath: file)
        missing.append(
            Return.MissingSection(
                module: url.lastPathComponent, reason: reason.replacing(file, with: url.lastPathComponent)))
    }
}

extension WorkerFailure {
    /// Why a section is missing, as a return says it. What a failed module said may hold what it read, which did not pass
    /// disclosure control: that is for the messages of the run alone.
    fileprivate var reasonInReturn: String {
        switch kind {
        case .module: "the module failed; the messages of the run say how"
        case .badData: "the data contradict each other; the messages of the run say how"
        case .notComplete, .noData, .notHeld, .notOffered, .warehouse, .cancelled, .notTrusted: message
        }
    }
}
