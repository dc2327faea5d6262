/// The family of NI 31, whose definition is not known: nothing is asked of the warehouse, and no figure is given.
public enum UndefinedIndicator {
    /// No finding, and a note that says why.
    public static func judge(_ module: some ReportModule) -> Judgement {
        Judgement(
            findings: [], dataQuality: [],
            notes: ["The definition of \(module.indicator.id) is not known: no figure can be given, and none is."])
    }
}
