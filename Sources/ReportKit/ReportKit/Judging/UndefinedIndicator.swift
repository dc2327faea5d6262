/// The family of NI 31, whose definition is not known: the warehouse is not queried, and no figure is reported.
public enum UndefinedIndicator {
    /// No findings, and a note that says why.
    public static func judge(_ module: some ReportModule) -> Judgement {
        Judgement(
            findings: [], dataQuality: [],
            notes: ["The definition of \(module.indicator.id) is not known, so no figure can be given."])
    }
}
