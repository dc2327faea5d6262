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
    /// What may be set in a report of it; none of a compiled module.
    public let parameters: [ModuleParameter]
    /// The values of parameters that are not the defaults: those that a reading of another module fixes, or that were
    /// set.
    public let settings: [String: Int]

    init(
        file: String, runs: String, kind: Kind, indicator: Indicator, parameters: [ModuleParameter] = [],
        settings: [String: Int] = [:]
    ) {
        self.file = file
        self.runs = runs
        self.kind = kind
        self.indicator = indicator
        self.parameters = parameters
        self.settings = settings
    }

    /// What a run needs to know of it.
    public var subject: ModuleSubject {
        ModuleSubject(
            file: runs, id: indicator.id, indicator: kind == .sameAs || !settings.isEmpty ? indicator : nil,
            family: indicator.family, settings: settings)
    }

    /// The module with parameters set, under a sheet of its own: neither its identifier nor its targets are those of the
    /// indicator as it is defined, so that no figure is taken for one of that.
    ///
    /// - Throws: ``HostError/cannotSet(indicator:problem:)``.
    public func setting(_ values: [String: Int]) throws(HostError) -> DescribedModule {
        if let problem = parameters.problem(with: values) {
            throw .cannotSet(indicator: indicator.id, problem: problem)
        }
        let settings = self.settings.merging(values) { $1 }.filter { name, value in
            self.settings[name] != nil || parameters.first { $0.name == name }?.default != value
        }
        let words = parameters.words(values)
        guard !words.isEmpty else { return self }
        var sheet = indicator
        sheet.id += " (" + values.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: ", ") + ")"
        sheet.aliases = []
        sheet.relations = []
        sheet.sameAs = nil
        sheet.caveats.insert(
            "NOT AS DEFINED: \(words.joined(separator: ", ")). Not to be compared with \(indicator.id) itself.", at: 0)
        return DescribedModule(
            file: file, runs: runs, kind: kind, indicator: sheet, parameters: parameters, settings: settings)
    }
}

extension DescribedModule {
    init(compiled module: LoadedModule) {
        self.init(file: module.file, runs: module.file, kind: .compiled, indicator: module.indicator)
    }

    init(_ module: DeclaredModule) {
        self.init(
            file: module.file, runs: module.file, kind: .declared, indicator: module.indicator,
            parameters: module.header.parameters)
    }
}
