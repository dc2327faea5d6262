import Host
import Provenance
import ReportKit
import Returning

/// Makes the returns that are submitted, as the warehouse was after a vintage: today, and whenever it is checked.
public struct ReturnMaking {
    private(set) var returning: Returning
    /// Whether the settings name the indicators, so that none of them may be missing.
    let wantsAll: Bool

    /// - Parameters:
    ///   - indicators: names of the indicators that make a return; nil for all that are installed.
    ///   - comparators: the partnerships' own comparison groups; nil for those of similar caseloads.
    /// - Throws: ``HostError/unknownIndicator(name:nearest:problems:)`` for an indicator that is not installed.
    public init(
        _ survey: ModuleSurvey, indicators: [String]?, by runner: ModuleRunner, terms: DisclosureTerms,
        program: Provenance, comparators: ComparatorFile? = nil
    ) throws(HostError) {
        let chosen = try survey.chosen(indicators ?? [])
        wantsAll = indicators != nil
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
    ///   - chosen: the comparison groups that somebody had chosen.
    /// - Throws: where the warehouse goes away, or the program is asked to stop.
    func remake(
        area: String, with others: [[String]], quarter: Quarter, lastVintage: Int, earlier: [String],
        against register: Publishing.Register, comparing chosen: [ComparisonGroup]
    ) async throws -> MadeReturn {
        try await returning.make(
            areas: [area], quarter: quarter, basis: ReportBasis(asOf: .vintage(lastVintage)), after: earlier,
            against: register, with: others, comparing: chosen, as: nil)
    }

    /// When the data of each quarter are complete, by the indicators for which the warehouse holds extracts of every
    /// kind that they need; nil where there is no such indicator. An indicator whose extracts were never loaded is
    /// named in a return and does not hold it up, unless the settings name it.
    ///
    /// - Parameter held: the kinds of extract held; where there is none, every indicator counts.
    func completions(_ quarters: [Quarter], held: Set<String>) async throws -> [Quarter: Completion] {
        let answers = try await returning.runner.completion(of: returning.modules.map(\.subject), for: quarters)
        var completions: [Quarter: Completion] = [:]
        for (place, quarter) in quarters.enumerated() {
            let days = zip(indicators, answers).compactMap { indicator, answer -> (indicator: String, on: Day)? in
                guard let own = answer[place],
                    wantsAll || held.isEmpty || own.extracts.allSatisfy({ held.contains($0.rawValue) })
                else { return nil }
                return (indicator, own.completeOn)
            }
            completions[quarter] = Completion(days)
        }
        return completions
    }
}
