import Disclosure
import Foundation
import Host
import ReportKit
import Returns
import Warehouse

/// Makes the files of a partnership's return, as the warehouse was after a vintage: today, and whenever it is checked.
public struct ReturnMaking {
    public var run: ReportRun
    public let modules: [DescribedModule]
    /// The module files that cannot be run.
    public let problems: [ModuleProblem]
    /// Whether the settings name the indicators, so that none of them may be missing.
    public let wantsAll: Bool
    /// What may leave the program.
    public let policy: DisclosurePolicy
    /// The policy's name: `standard`, or the SHA-256 of its file.
    public let policyName: String
    /// The program's own version.
    public let program: String

    /// How many earlier quarters are drawn beside the return's, as `laa return` draws them.
    private static let quartersDrawn = 4

    /// - Parameters:
    ///   - indicators: names of the indicators that make a return; nil for all at hand.
    ///   - policy: the disclosure policy's file; nil for the program's own.
    /// - Throws: ``HostError/unknownIndicator(name:nearest:problems:)`` for an indicator that is not at hand.
    public init(
        run: ReportRun, survey: ModuleSurvey, indicators: [String]?, policy file: String?, program: String
    ) throws {
        self.run = run
        self.program = program
        wantsAll = indicators != nil
        if let file {
            guard let contents = WholeFolder.contents(of: file) else {
                throw DisclosureError.policy(file: file, problem: "it cannot be read")
            }
            policy = try DisclosurePolicy(yaml: String(decoding: contents, as: UTF8.self), file: file)
            policyName = BundleFile(name: "", contents: contents).hash
        } else {
            (policy, policyName) = (.standard, "standard")
        }
        if let indicators {
            var chosen: [DescribedModule] = []
            for name in indicators { chosen.append(try survey.module(named: name)) }
            modules = chosen
            // Files that nobody asked for hold nothing up.
            problems = []
        } else {
            modules = survey.modules
            problems = survey.problems
        }
        guard !modules.isEmpty else { throw HostError.noModules(problems: survey.problems) }
    }

    /// Runs every module, and keeps back what could tell of anybody.
    ///
    /// - Parameter earlier: folders of the returns that were submitted before.
    /// - Throws: where the warehouse goes away, or the program is asked to stop.
    func make(area: String, quarter: Quarter, lastVintage: Int, earlier: [String]) async throws -> MadeReturn {
        var areas: [Area] = []
        var tree = AreaTree(AreaDirectory(entries: []))
        let outcomes = try await run.run(
            modules.map(\.subject), period: .quarter(quarter), breakdown: nil,
            earlier: (1...ReturnMaking.quartersDrawn).reversed().map { .quarter(quarter.advanced(by: -$0)) },
            followed: { $0.indicator == nil && $1.isWorthFollowing(in: $2) }, asOf: .vintage(lastVintage),
            selecting: { directory in
                let selection = try AreaSelection(returnFor: area, in: directory)
                areas = selection.asked
                tree = AreaTree(directory)
                return selection
            })
        let sections = ReturnSections(outcomes, problems: problems)
        // No fault of a module's, and nothing to send a return without it for.
        for failure in sections.failures {
            if failure.kind == .cancelled { throw WarehouseError.cancelled }
            if failure.kind == .warehouse { throw HostError.worker(failure) }
        }
        let reports = sections.reports
        let vintages = Set(reports.flatMap(\.dataQuality.sources).map(\.vintage)).sorted()
        func made(_ files: [BundleFile], _ disclosure: ClosedGate? = nil) -> MadeReturn {
            MadeReturn(areas: areas, sections: sections, files: files, vintages: vintages, disclosure: disclosure)
        }
        guard !reports.isEmpty else { return made([]) }
        do {
            let control = DisclosureControl(policy, in: tree, after: try earlier.map { try EarlierReturn(at: $0) })
            let disclosed = try control.disclosed(reports, with: outcomes.flatMap(\.earlier))
            let whole = Return(
                areas: areas, quarter: quarter, reports: disclosed.current, missing: sections.missing,
                earlier: disclosed.earlier)
            if let marking = whole.marking { return made([], .marked(marking)) }
            return made(try whole.files(program: program).map(BundleFile.init))
        } catch let error as DisclosureError {
            return made([], .notControlled(error))
        }
    }

    /// When the data of each quarter are complete, by the indicators of whose kinds of extract the warehouse holds any;
    /// nil where there is no such indicator. One that was never given anything is named in a return, and does not hold it
    /// up, unless the settings name it.
    ///
    /// - Parameter held: the kinds of extract held; where there is none, every indicator counts.
    func completions(_ quarters: [Quarter], held: Set<String>) async throws -> [Quarter: Completion] {
        let answers = try await run.completion(of: modules.map(\.subject), for: quarters)
        var completions: [Quarter: Completion] = [:]
        for (place, quarter) in quarters.enumerated() {
            let days = zip(modules, answers).compactMap { module, answer -> (indicator: String, on: Day)? in
                guard let own = answer[place],
                    wantsAll || held.isEmpty || own.extracts.allSatisfy({ held.contains($0.rawValue) })
                else { return nil }
                return (module.indicator.id, own.completeOn)
            }
            completions[quarter] = Completion(days)
        }
        return completions
    }
}

extension Report {
    /// Whether it is drawn over earlier quarters, too: where one of the areas has a verdict or a target.
    public func isWorthFollowing(in areas: [Area]) -> Bool {
        findings.contains { finding in
            areas.contains(finding.area)
                && (finding.target != nil || finding.verdict != nil && finding.verdict != .notEnoughData)
        }
    }
}
