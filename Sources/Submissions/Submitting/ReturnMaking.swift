import Host
import Provenance
import ReportKit
import Returning

/// Makes the returns that are submitted, as the warehouse was after a vintage: today, and whenever it is checked.
public struct ReturnMaking {
    private(set) var returning: Returning
    /// Whether the settings name the indicators, so that none of them may be missing.
    let wantsAll: Bool
    /// Asked for once: it follows from the modules alone.
    private let known = KnownCompletions()

    /// - Parameter indicators: names of the indicators that make a return; nil for all that are installed.
    /// - Throws: ``HostError/unknownIndicator(name:nearest:problems:)`` for an indicator that is not installed.
    public init(
        _ survey: ModuleSurvey, indicators: [String]?, by runner: ModuleRunner, terms: DisclosureTerms,
        program: Provenance
    ) throws(HostError) {
        let chosen = try survey.chosen(indicators ?? [])
        wantsAll = indicators != nil
        returning = try Returning(
            chosen.modules, problems: chosen.problems, by: runner, terms: terms, program: program)
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
        try await returning.run(
            for: partnerships.map { [$0] }, quarter: quarter, basis: ReportBasis(asOf: .vintage(lastVintage)),
            after: earlier)
    }

    /// Makes a return again, as it was weighed then.
    ///
    /// - Parameters:
    ///   - others: the codes of the areas of each partnership whose return was weighed together with it.
    ///   - earlier: folders of the returns that were submitted before and are not in the register of publications.
    ///   - register: the state of the register that it was weighed against.
    /// - Throws: where the warehouse goes away, or the program is asked to stop.
    func remake(
        area: String, with others: [[String]], quarter: Quarter, lastVintage: Int, earlier: [String],
        against register: Publishing.Register
    ) async throws -> MadeReturn {
        try await returning.make(
            areas: [area], quarter: quarter, basis: ReportBasis(asOf: .vintage(lastVintage)), after: earlier,
            against: register, with: others, as: nil)
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
