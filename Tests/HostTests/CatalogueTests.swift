import DeclaredModules
import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// Every indicator that the plans name (`catalogue/indicators.csv`) has its module, which is what the list says it is and
/// reports.
@Suite("The catalogue of indicators", .serialized, .ownThreads)
struct CatalogueTests {
    /// One row of the list.
    struct Entry {
        let ref: String
        let family: Family
        let polarity: Polarity

        /// - Parameters:
        ///   - family: as the list writes it: a ratio of two totals is a mean here, all others have the same names.
        ///   - goodIs: as the list writes it. `band 10-15` names a band with its target, `higher reduction` also says
        ///     what is higher, and an empty cell means that no direction is good.
        init?(ref: String, family: String, goodIs: String) {
            self.ref = ref
            guard let family = family == "ratio" ? .mean : Family(rawValue: family) else { return nil }
            self.family = family
            let word = goodIs.split(separator: " ").first.map(String.init) ?? "none"
            guard let polarity = Polarity(rawValue: word) else { return nil }
            self.polarity = polarity
        }
    }

    private static let entries: [Entry] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("catalogue/indicators.csv")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.dropFirst().compactMap { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return cells.count == 3 ? Entry(ref: cells[0], family: cells[1], goodIs: cells[2]) : nil
        }
    }()

    /// The modules that come with the program, asked once.
    private static let survey = Task(executorPreference: OwnThreads.executor) {
        await ModuleSurvey(
            ModuleFolders(environment: [:], programFolder: Built.folder, below: [DeclaredModules.folder]),
            program: Built.program)
    }

    /// The modules that have a reference as their identifier or as one of their aliases.
    private func modules(of ref: String) async -> [DescribedModule] {
        await Self.survey.value.modules.filter { ([$0.indicator.id] + $0.indicator.aliases).contains(ref) }
    }

    @Test("the list is whole, and every module that comes with the program is sound")
    func whole() async {
        #expect(Self.entries.count == 126)
        #expect(await Self.survey.value.problems.isEmpty)
    }

    @Test("every reference names exactly one module, by its identifier or an alias, and no module is of no reference")
    func resolved() async throws {
        var (missing, ambiguous): ([String], [String]) = ([], [])
        for ref in Self.entries.map(\.ref) {
            let found = await modules(of: ref)
            if found.isEmpty { missing.append(ref) }
            if found.count > 1 { ambiguous.append("\(ref): \(found.map(\.indicator.id).joined(separator: ", "))") }
        }
        #expect(missing.isEmpty, "no module for \(missing.count): \(missing.joined(separator: ", "))")
        #expect(ambiguous.isEmpty, "several modules for \(ambiguous.joined(separator: "; "))")
        let refs = Set(Self.entries.map(\.ref))
        let strange = await Self.survey.value.modules.map(\.indicator).filter { !refs.contains($0.id) }
        #expect(strange.isEmpty, "not in the list: \(strange.map(\.id).joined(separator: ", "))")
    }

    @Test("every module is of the family, and takes for good, what the list says")
    func kinds() async throws {
        for entry in Self.entries {
            for module in await modules(of: entry.ref) {
                #expect(module.indicator.family == entry.family, "\(entry.ref)")
                #expect(module.indicator.polarity == entry.polarity, "\(entry.ref)")
            }
        }
    }

    private static let quarter = ReportPeriod.quarter(Quarter("2010-11Q4")!)

    /// Runs modules over the sample.
    private var runner: ModuleRunner {
        ModuleRunner(target: .conninfo(SampleWarehouse.database), program: Built.program, timeLimit: .seconds(60))
    }

    /// The declared modules except `same-as` ones. They need no process of their own, so that all of them together, in
    /// every way that they offer, take a few seconds.
    private func declared() async throws -> [DeclaredModule] {
        try await Self.survey.value.modules.filter { $0.kind == .declared }
            .map { try DeclaredFile(file: $0.file).module() }
    }

    @Test("every declared module reports on the sample, at each of its levels, and by each of its breakdowns")
    func declaredModules() async throws {
        // A session that may do what modules may, and no more.
        let connection = try runner.access().open(applicationName: "tests")
        var wrong: [String] = []
        let most = Sweep.size(
            "breakdowns of each declared module on the sample", short: 1, long: Breakdown.allCases.count)
        for (number, module) in try await declared().enumerated() {
            let sheet = module.indicator
            // In the short form a breakdown each, another one from module to module.
            let first = sheet.breakdowns.isEmpty ? 0 : number % sheet.breakdowns.count
            let breakdowns = (sheet.breakdowns[first...] + sheet.breakdowns[..<first]).prefix(most)
            // Groups at the first level alone: what there is to find is the same at the others.
            let ways = [(sheet.levels, nil)] + breakdowns.map { ([sheet.levels[0]], $0) }
            for (levels, breakdown) in ways as [([AreaLevel], Breakdown?)] {
                do {
                    let report = try connection.readOnlyTransaction(settings: [.asOf: TransactionSetting.latest]) {
                        try ReportMaker(module: module, connection: connection).report(
                            ReportRequest(period: Self.quarter, levels: levels, breakdown: breakdown))
                    }
                    wrong += lacks(report, at: levels).map { "\(sheet.id) \(breakdown?.rawValue ?? ""): \($0)" }
                } catch {
                    wrong.append("\(sheet.id) \(breakdown?.rawValue ?? ""): \(error)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) reports: \(wrong.joined(separator: "\n"))")
    }

    @Test("every other module reports on the sample too")
    func otherModules() async throws {
        let others = await Self.survey.value.modules.filter { $0.kind != .declared }
        let session = try ReportSession(opening: runner, on: Self.quarter.lastDay)
        let outcomes = try await session.run(
            others.map(\.subject), try AreaSelection(named: [], level: .trust, in: session.areas),
            period: Self.quarter)
        #expect(outcomes.count == others.count)
        for (module, outcome) in zip(others, outcomes) {
            switch outcome.result {
            case .failure(let failure): Issue.record("\(module.indicator.id): \(failure.message)")
            case .success(let report):
                #expect(report.indicator == module.indicator)
                #expect(!report.findings.isEmpty, "\(module.indicator.id)")
            }
        }
    }

    @Test("the counts of the catalogue add up as its modules declare, and in no other way")
    func relations() async throws {
        let modules = await Self.survey.value.modules
        let first = Quarter("2009-10Q1")!
        let quarters = [first, first.advanced(by: 4), first.advanced(by: 7)]
        let (sheets, failures) = try await RelationSurvey.counts(of: modules, in: quarters, runner: runner)
        #expect(failures.isEmpty, "\(failures.map(\.failure.message))")
        let survey = RelationSurvey(of: modules.map(\.indicator), sheets, quarters: quarters)
        let undeclared = survey.undeclared.map { "\($0.relation) (\($0.places) areas and quarters)" }
        #expect(undeclared.isEmpty, "declare in a header, if the definitions imply it: \(undeclared)")
        let broken = survey.declared.filter { $0.broken > 0 }.map { "\($0.relation): not in \($0.broken)" }
        #expect(broken.isEmpty, "\(broken)")
        let unseen = survey.declared.filter { $0.places == 0 }.map(\.relation.description)
        #expect(unseen.isEmpty, "never seen: \(unseen)")
        // The search is not blind: untold, it finds most of what is declared.
        let untold = modules.map { module in
            var indicator = module.indicator
            indicator.relations = []
            return indicator
        }
        let found = Set(RelationSurvey(of: untold, sheets, quarters: quarters).undeclared.map(\.relation.description))
        #expect(
            found.isSuperset(of: ["OM38 = M5 + M5a", "OM35 = OM09 + OM10", "M5 = M6.n", "M5.n = OM38.n"]), "\(found)")
        #expect(found.contains("INT05 = INT18 in a first quarter"), "\(found)")
    }

    @Test("reports made orally are weighed with all that they follow from")
    func clusters() async throws {
        let related = await Self.survey.value.modules.map(\.indicator).related(to: "M5a")
        #expect(related.indicators == ["M5", "M5a", "M6", "OM38"])
        let relations = related.relations.map(\.description)
        #expect(relations.contains("OM38 = M5 + M5a") && relations.contains("M5 = M6.n"))
        #expect(relations.contains("M5.n = M5a.n"))
        let known = await Self.survey.value.modules.map(\.indicator)
        #expect(known.allSatisfy { $0.relations.allSatisfy { known.resolved($0) != nil } })
    }

    @Test("neither the server nor any check finds anything wrong with a declared module, or to be warned of")
    func checks() async throws {
        let connection = try runner.access().open(applicationName: "tests")
        var wrong: [String] = []
        for module in try await declared() where module.indicator.family != .undefined {
            let problems =
                try DeclaredChecks.problems(in: DeclaredFile(file: module.file))
                + QueryCheck.problems(
                    of: module, on: connection, timeout: .seconds(60), trying: [Quarter("2010-11Q4")!])
            wrong += problems.map { "\(module.indicator.id): \($0.message)" }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    /// What a report should have but lacks: findings at every requested level, unless it is not known what to count
    /// (supplied values are at the levels at which they were supplied), and its caveats.
    private func lacks(_ report: Report, at asked: [AreaLevel]) -> [String] {
        let sheet = report.indicator
        // Offenders who are not assigned to an authority are listed among the authorities.
        let levels = Set(report.findings.map(\.area.level)).subtracting([.notAssigned])
        let found =
            switch sheet.family {
            case .undefined: report.findings.isEmpty
            case .supplied: !levels.isEmpty && levels.isSubset(of: asked)
            default: levels == Set(asked)
            }
        let synthetic = report.caveats.contains(Report.syntheticCaveat) || sheet.family == .undefined
        let told = !sheet.caveats.isEmpty && sheet.caveats.allSatisfy(report.caveats.contains)
        return [
            found ? nil : "findings at \(levels.map(\.rawValue).sorted()) only",
            synthetic ? nil : "does not say that it is made up", told ? nil : "does not give its caveats",
        ].compactMap(\.self)
    }
}
