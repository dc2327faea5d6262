/// How many people have several values of one trait in one file. The value of the row with the latest day counts, and
/// of the same day that of the later line.
public struct Contradictions: Equatable, Sendable {
    public var sex = 0
    public var birthMonth = 0
    public var ethnicity = 0
    /// People with several values of any of these.
    public var people = 0
}
