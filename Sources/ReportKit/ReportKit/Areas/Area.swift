/// The kinds of area that an indicator is reported for.
public enum AreaLevel: String, Codable, CaseIterable, Sendable {
    case national
    case region
    /// The probation area or, from April 2010, the probation trust.
    case trust
    /// Local delivery unit.
    case ldu
    /// Upper-tier local authority.
    case localAuthority = "local-authority"
    /// A named group of local authorities.
    case partnership
    /// Those offenders of a trust whose local authority is not assigned.
    case notAssigned = "not-assigned"
}

/// An area, as named in a finding.
public struct Area: Hashable, Codable, Sendable {
    /// The code valid on the report's last day; the GSS code where it is known.
    public let code: String
    public let name: String
    public let level: AreaLevel

    public init(code: String, name: String, level: AreaLevel) {
        self.code = code
        self.name = name
        self.level = level
    }
}
