import ReportKit
import Warehouse

/// A check of a declared module by its text alone.
protocol WordingCheck: Sendable {
    static var name: CheckName { get }

    /// What the check finds. An error is certain; what an author may mean is a warning.
    static func problems(in module: ModuleWording) -> [DeclaredProblem]
}

/// A check of a declared module by what its query returns.
protocol TrialCheck: Sendable {
    static var name: CheckName { get }

    /// What the check finds. An error is certain; what an author may mean is a warning.
    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem]
}

/// Every check of a declared module.
enum DeclaredChecks {
    static let ofWording: [any WordingCheck.Type] = [
        CountedDays.self, FollowUp.self, HorizonCounted.self, RowsCut.self, BreakdownNames.self, SeveralServers.self,
    ]
    static let ofTrial: [any TrialCheck.Type] = [
        FailingRuns.self, SamePeriods.self, RepeatedRows.self, MultipliedRows.self, ExtractsRead.self, Codes.self,
        Groups.self,
        AreasCounted.self, NotAssignedLost.self, AllAlike.self, Fractions.self, SmallCounts.self,
    ]

    /// What the checks of the text find in a file.
    static func problems(in declared: DeclaredFile) -> [DeclaredProblem] {
        guard let header = declared.header, let text = declared.text else { return [] }
        let cut = CutTexts.problems(in: text).map { header.judged($0, by: CutTexts.name) }
        guard text.hasQuery else { return cut }
        let module = ModuleWording(header: header, text: text)
        return cut
            + ofWording.flatMap { check in
                check.problems(in: module).map { header.judged($0, by: check.name) }
            }
    }

    /// What the checks of the query's rows find.
    static func problems(in trial: ModuleTrial) throws -> [DeclaredProblem] {
        try ofTrial.flatMap { check in
            try check.problems(in: trial).map { trial.module.header.judged($0, by: check.name) }
        }
    }
}
