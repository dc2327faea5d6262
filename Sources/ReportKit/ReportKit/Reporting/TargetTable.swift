/// The targets agreed for one indicator, by area, for the last day of a report.
public struct TargetTable: Hashable, Sendable {
    private let targets: [Int: AgreedTarget]

    /// - Parameter targets: by the area's key in the warehouse.
    public init(_ targets: [Int: AgreedTarget]) {
        self.targets = targets
    }

    public subscript(areaID: Int) -> AgreedTarget? {
        targets[areaID]
    }
}
