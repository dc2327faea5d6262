import ReportKit

/// What a module says about itself.
public struct DescribedModule: Codable, Sendable {
    /// How a module is written.
    public enum Kind: String, Codable, Sendable {
        /// A shared library, in Swift.
        case compiled
        /// One `.sql` file.
        case declared
        /// One `.sql` file that reports another indicator under its own name.
        case sameAs = "same-as"
    }

    /// The file that the indicator comes from.
    public let file: String
    /// The file that is run for it: its own, or the other indicator's.
    public let runs: String
    public let kind: Kind
    public let indicator: Indicator

    /// What a run needs to know of it.
    public var subject: ModuleSubject {
        ModuleSubject(file: runs, id: indicator.id, indicator: kind == .sameAs ? indicator : nil)
    }
}

extension DescribedModule {
    init(compiled module: LoadedModule) {
        self.init(file: module.file, runs: module.file, kind: .compiled, indicator: module.indicator)
    }

    init(_ module: DeclaredModule) {
        self.init(file: module.file, runs: module.file, kind: .declared, indicator: module.indicator)
    }
}
