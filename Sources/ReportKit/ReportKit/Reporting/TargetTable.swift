/// What was agreed for one indicator, by area, on the last day of a report.
public struct TargetTable: Sendable {
    private let targets: [Int: AgreedTarget]

    /// - Parameter targets: by key of the area in the warehouse.
    public init(_ targets: [Int: AgreedTarget]) {
        self.targets = targets
    }

    public subscript(areaID: Int) -> AgreedTarget? {
        targets[areaID]
    }
}
