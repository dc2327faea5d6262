/// Who a report is for: what that allows it to show, and what must be printed on it.
public enum Release: Hashable, Sendable {
    /// For anybody: small counts, and what would give them away, are suppressed or rounded.
    case published
    /// For the partnership's own staff: nothing is suppressed, and every page carries the marking.
    case `internal`(marking: String)

    /// The internal form under its usual marking.
    public static let officialSensitive = Release.internal(marking: "OFFICIAL-SENSITIVE")

    /// The marking to print on every page; nil for what may be published.
    public var marking: String? {
        switch self {
        case .published: nil
        case .internal(let marking): marking
        }
    }

    /// Whether it must be neither published nor submitted.
    public var isInternal: Bool { marking != nil }
}
