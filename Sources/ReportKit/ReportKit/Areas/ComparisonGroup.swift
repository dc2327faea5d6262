/// The areas that an area is compared with.
public struct ComparisonGroup: Hashable, Codable, Sendable {
    /// Why these areas.
    public enum Basis: String, Codable, Sendable {
        /// Their caseloads are made up most like its own.
        case makeUp = "make-up of the caseload"
        /// A file names them.
        case chosen
    }

    public let area: Area
    /// Other areas of its level: the most similar first, or as the file names them.
    public let members: [Area]
    public let basis: Basis

    public init(area: Area, members: [Area], basis: Basis) {
        self.area = area
        self.members = members
        self.basis = basis
    }
}
