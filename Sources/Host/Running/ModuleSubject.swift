import ReportKit

/// A module to be run.
public struct ModuleSubject: Sendable {
    public let file: String
    /// The indicator's identifier; nil where the file has not been described yet.
    public let id: String?
    /// The sheet to report under, where it is another indicator's.
    public let indicator: Indicator?
    /// The indicator's family; nil where the file has not been described yet.
    let family: Family?
    /// The values of its parameters that are not to have their defaults.
    public let settings: [String: Int]
    /// The bytes to run although they are not trusted yet, since the user has named the file to be checked.
    private let checked: ModuleFile?

    public init(
        file: String, id: String? = nil, indicator: Indicator? = nil, family: Family? = nil,
        settings: [String: Int] = [:]
    ) {
        self.file = file
        self.settings = settings
        self.id = id ?? indicator?.id
        self.indicator = indicator
        self.family = family ?? indicator?.family
        checked = nil
    }

    init(checked: ModuleFile, family: Family? = nil) {
        file = checked.path
        settings = [:]
        id = nil
        indicator = nil
        self.family = family
        self.checked = checked
    }

    /// A file that the user has named to be checked, whether it is trusted or not.
    public init(asItIs file: String) throws(ModuleProblem) {
        self.init(checked: try ModuleFile(asItIs: file))
    }

    func trusted(by trust: ModuleTrust) throws(ModuleProblem) -> ModuleFile {
        if let checked { return checked }
        return try trust.file(at: file)
    }
}
