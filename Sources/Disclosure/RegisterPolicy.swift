/// How something was published.
public enum PublicationKind: String, Codable, CaseIterable, Hashable, Sendable {
    /// A return of `laa return`.
    case `return`
    /// A return that was submitted.
    case submission
    /// A report in a file.
    case file
    /// A chart in a file.
    case plot
    /// A page of a portal.
    case page

    /// The kind as a policy names it: `returns`.
    var plural: String { "\(rawValue)s" }
}

/// What new reports are weighed against of what was published before.
public struct RegisterPolicy: Hashable, Sendable {
    /// What counts as published.
    public let counts: Set<PublicationKind>
    /// Publications count whose spans lie at most so many years before or after those of a new report.
    public let years: Int
    /// What becomes of a published figure that late data change by few people.
    public let revisions: Revisions

    public enum Revisions: String, CaseIterable, Sendable {
        /// The earlier figure stands, and a note says so.
        case stand
        /// It is suppressed.
        case suppress
    }

    /// Everything that was published, within two years.
    public static let standard = RegisterPolicy(counts: Set(PublicationKind.allCases), years: 2)

    public init(counts: Set<PublicationKind>, years: Int, revisions: Revisions = .stand) {
        self.revisions = revisions
        self.counts = counts
        self.years = years
    }
}
