/// Why a finding has no verdict although its indicator is one that is judged.
public struct NotJudged: Hashable, Codable, Sendable {
    /// The kinds of reason, which a reader must be able to tell apart.
    public enum Cause: String, Codable, CaseIterable, Sendable {
        /// An extract that the figure needs was not loaded for the area, or for a part of it.
        case notComplete = "not complete"
        /// More rows of an extract were rejected than a judgement can rest on.
        case rowsRejected = "rows rejected"
        /// What the figure would be judged against is for something else, such as another span of time.
        case notComparable = "not comparable"
        /// The figure itself cannot be computed.
        case noFigure = "no figure"
    }

    public var cause: Cause
    /// What is missing and what would mend it: a clause without a full stop, such as `no caseload extract covers Cumbria
    /// on 2010-06-30`. It holds no count.
    public var reason: String

    public init(_ cause: Cause, _ reason: String) {
        self.cause = cause
        self.reason = reason
    }
}
