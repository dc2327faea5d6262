/// The design effect of each risk group, from the rows of people who are in it several times.
public struct RepeatsByRisk: Sendable {
    private let result: [RiskGroup]
    private let correlation: Double
    private let highest: [Double]
    private var independent: [Double]
    private var shared: [Double]
    private var person: Int32?
    /// The person's rows so far: group and prediction.
    private var rows: [(group: Int, predicted: Double)] = []

    /// - Parameters:
    ///   - groups: in order of prediction.
    ///   - correlation: how much one person's outcomes go together (``WithinPersonCorrelation``).
    public init(_ groups: [RiskGroup], correlation: Double) {
        result = groups
        self.correlation = correlation
        highest = groups.map(\.highest)
        independent = groups.map { _ in 0 }
        shared = independent
    }

    /// Adds a row that was counted in one of the groups; all rows of a person come one after another.
    public mutating func add(person: Int32, predicted: Double) {
        guard !result.isEmpty else { return }
        let group = Search.firstIndex(from: 0, limit: highest.count - 1) { predicted <= highest[$0] }
        if person != self.person {
            self.person = person
            rows.removeAll(keepingCapacity: true)
        }
        independent[group] += predicted * (1 - predicted)
        for other in rows where other.group == group {
            shared[group] += 2 * correlation * (min(predicted, other.predicted) - predicted * other.predicted)
        }
        rows.append((group, predicted))
    }

    /// The groups, each with its design effect.
    public var groups: [RiskGroup] {
        zip(result, zip(independent, shared)).map { group, variances in
            var group = group
            group.designEffect = variances.0 > 0 ? 1 + variances.1 / variances.0 : 1
            return group
        }
    }
}
