import ReportKit

/// A module's file that the user has named, whether it is installed and trusted or not: what is run for it, and what its
/// indicator is.
public struct NamedModule: Sendable {
    public let file: String
    public let subject: ModuleSubject
    public let indicator: Indicator

    /// Reads a file.
    ///
    /// - Parameter survey: the installed modules; asked for only where the file reports another indicator.
    /// - Throws: ``ModuleProblem`` where the file cannot be run.
    public init(file: String, program: String, survey: () async -> ModuleSurvey) async throws {
        self.file = file
        let asItIs = try ModuleFile(asItIs: file)
        guard ModuleFolders.isDeclared(file) else {
            let alone = await ModuleSurvey(files: [asItIs], program: program)
            guard let module = alone.modules.first else {
                throw alone.problems.first ?? .misbehaved(file: file, message: "it describes no indicator")
            }
            subject = ModuleSubject(checked: asItIs, family: module.indicator.family)
            indicator = module.indicator
            return
        }
        let declared = DeclaredFile(file: file)
        if let sameAs = SameAs(declared) {
            var problems: [DeclaredProblem] = []
            guard let base = ModuleCheck.base(of: sameAs, await survey(), &problems) else {
                throw ModuleProblem.declaration(file: file, problems: problems)
            }
            (subject, indicator) = base
        } else {
            subject = ModuleSubject(checked: asItIs)
            indicator = try declared.module().indicator
        }
    }
}
