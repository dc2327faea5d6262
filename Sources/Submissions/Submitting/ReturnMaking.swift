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
    /// The program's own version.
    public let program: String

    /// - Parameter indicators: names of the indicators that make a return; nil for all at hand.
    /// - Throws: ``HostError/unknownIndicator(name:nearest:problems:)`` for one that is not at hand.
    public init(
        run: ReportRun, survey: ModuleSurvey, indicators: [String]?, program: String
    ) throws(HostError) {
        self.run = run
        self.program = program
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

    /// A return, made.
    struct Made {
        let areas: [Area]
        let sections: ReturnSections
        /// Its files; none where no module gave a report.
        let files: [BundleFile]
        /// The vintages drawn on.
        let vintages: [Int]
    }

    /// Runs every module.
    func make(area: String, quarter: Quarter, lastVintage: Int) async throws -> Made {
        var areas: [Area] = []
        let outcomes = try await run.run(
            modules.map(\.subject), period: .quarter(quarter), breakdown: nil, asOf: .vintage(lastVintage),
            selecting: { directory in
                let selection = try AreaSelection(returnFor: area, in: directory)
                areas = selection.asked
                return selection
            })
        let sections = ReturnSections(outcomes, problems: problems)
        let made = Return(areas: areas, quarter: quarter, reports: sections.reports, missing: sections.missing)
        let files =
            sections.reports.isEmpty
            ? [] : try made.files(program: program).map { BundleFile($0) }
        let vintages = Set(sections.reports.flatMap(\.dataQuality.sources).map(\.vintage)).sorted()
        return Made(areas: areas, sections: sections, files: files, vintages: vintages)
    }

    /// When the data of each quarter are complete, by the indicators of whose kinds of extract the warehouse holds any;
    /// nil where there is no such indicator. An indicator that was never given anything is named in a return, and does
    /// not hold it up.
    func completions(
        _ quarters: [Quarter], in connection: Connection
    ) async throws -> [Quarter: Completion] {
        let held = Set(try Script.kindsHeld.query(on: connection).map { try $0.get("kind", as: String.self) })
        let answers = try await run.completion(of: modules.map(\.subject), for: quarters)
        var completions: [Quarter: Completion] = [:]
        for (place, quarter) in quarters.enumerated() {
            let days = zip(modules, answers).compactMap { module, answer -> (indicator: String, on: Day)? in
                guard let own = answer[place], own.extracts.allSatisfy({ held.contains($0.rawValue) }) else {
                    return nil
                }
                return (module.indicator.id, own.completeOn)
            }
            completions[quarter] = Completion(days)
        }
        return completions
    }
}
