import Host
import Provenance
import ReportKit
import Returning
import Warehouse

/// Makes the returns that are submitted, as the warehouse was after a vintage: today, and whenever it is checked.
public struct ReturnMaking {
    private(set) var returning: Returning
    /// Whether the settings name the indicators, so that none of them may be missing.
    let wantsAll: Bool
    /// Whose predictions indicators are judged against, and whether verdicts allow for their uncertainty.
    private let basis: ReportBasis
    /// Asked for once: it follows from the modules alone.
    private let known = KnownCompletions()

    /// - Parameters:
    ///   - indicators: names of the indicators that make a return; nil for all that are installed.
    ///   - comparators: the partnerships' own comparison groups; nil for those of similar caseloads.
    ///   - basis: whose predictions indicators are judged against; the state of the warehouse is that of each return.
    /// - Throws: ``HostError/unknownIndicator(name:nearest:problems:)`` for an indicator that is not installed.
    public init(
        _ survey: ModuleSurvey, indicators: [String]?, by runner: ModuleRunner, terms: DisclosureTerms,
        program: Provenance, comparators: ComparatorFile? = nil, basis: ReportBasis = ReportBasis()
    ) throws(HostError) {
        let chosen = try survey.chosen(indicators ?? [])
        wantsAll = indicators != nil
        self.basis = basis
        returning = try Returning(
            chosen.modules, problems: chosen.problems, by: runner, terms: terms, program: program)
        returning.comparators = comparators
    }

    /// Called where another process is publishing, before waiting for it.
    public var waiting: @Sendable () -> Void {
        get { returning.waiting }
        set { returning.waiting = newValue }
    }

    /// The indicators that make a return.
    var indicators: [String] { returning.modules.map(\.indicator.id) }

    /// The program's own version.
    var program: String { returning.program.description }

    /// The disclosure policy's name: `standard`, or the SHA-256 of its file.
    var policyName: String {
        returning.terms.policyFile.map { BundleFile(name: "policy", contents: $0).hash } ?? "standard"
    }

    /// Runs every module for the returns of several partnerships.
    ///
    /// - Parameter earlier: folders of the returns that were submitted before and are not in the register of publications.
    /// - Throws: where the warehouse goes away, or the program is asked to stop.
    func run(
        for partnerships: [String], quarter: Quarter, lastVintage: Int, earlier: [String]
    ) async throws -> ReturnRun {
        var basis = basis
        basis.asOf = .vintage(lastVintage)
        return try await returning.run(
            for: partnerships.map { [$0] }, quarter: quarter, basis: basis, after: earlier)
    }

    /// Makes a return again, as it was made and weighed then.
    ///
    /// - Parameters:
    ///   - bundle: what its manifest says of how it was made.
    ///   - areas: as they stood at the end of the quarter.
    ///   - earlier: folders of the returns that were submitted before and are not in the register of publications.
    /// - Throws: ``RegisteredBundle/UnknownAreas``; and where the warehouse goes away, or the program is asked to stop.
    func remake(
        area: String, as bundle: RegisteredBundle, in areas: AreaDirectory, quarter: Quarter, lastVintage: Int,
        earlier: [String]
    ) async throws -> MadeReturn {
        var basis = bundle.basis
        basis.asOf = .vintage(lastVintage)
        return try await returning.make(
            areas: [area], quarter: quarter, basis: basis, after: earlier,
            against: .through(bundle.position ?? 0), with: bundle.weighedWith,
            comparing: try bundle.comparators(in: areas), as: nil)
    }

    /// When the data of each quarter are complete, by the indicators for which the warehouse holds extracts of every
    /// kind that they need; nil where there is no such indicator. An indicator whose extracts were never loaded is
    /// named in a return and does not hold it up, unless the settings name it.
    ///
    /// - Parameter held: the kinds of extract held; where there is none, every indicator counts.
    func completions(_ quarters: [Quarter], held: Set<String>) async throws -> [Quarter: Completion] {
        let new = quarters.filter { known.answers[$0] == nil }
        if !new.isEmpty {
            let answers = try await returning.runner.completion(of: returning.modules.map(\.subject), for: new)
            for (place, quarter) in new.enumerated() { known.answers[quarter] = answers.map { $0[place] } }
        }
        var completions: [Quarter: Completion] = [:]
        for quarter in quarters {
            let answers = known.answers[quarter] ?? []
            let days = zip(indicators, answers).compactMap { indicator, answer -> (indicator: String, on: Day)? in
                guard let own = answer,
                    wantsAll || held.isEmpty || own.extracts.allSatisfy({ held.contains($0.rawValue) })
                else { return nil }
                return (indicator, own.completeOn)
            }
            completions[quarter] = Completion(days)
        }
        return completions
    }
}

/// When each module's data of some quarters are complete.
private final class KnownCompletions {
    var answers: [Quarter: [ModuleCompletion?]] = [:]
}
