/// The design effect of each risk group, from the rows of people who are in it several times.
public struct RepeatsByRisk: Sendable {
    private let result: [RiskGroup]
    private let correlation: Double
    private let highest: [Double]
    private var independent: [Double]
    private var shared: [Double]
    private var latest: Int32?
    /// The latest person's predictions in each group, and the groups that have any.
    private var predictions: [[Double]]
    private var touched: [Int] = []

    /// - Parameters:
    ///   - groups: in order of prediction.
    ///   - correlation: how much one person's outcomes go together (``WithinPersonCorrelation``).
    public init(_ groups: [RiskGroup], correlation: Double) {
        result = groups
        self.correlation = correlation
        highest = groups.map(\.highest)
        independent = groups.map { _ in 0 }
        shared = independent
        predictions = groups.map { _ in [] }
    }

    /// Adds a row that was counted in one of the groups; all rows of a person come one after another.
    public mutating func add(person: Int32, predicted: Double) {
        guard !result.isEmpty else { return }
        if person != latest {
            share()
            latest = person
            for group in touched { predictions[group].removeAll(keepingCapacity: true) }
            touched.removeAll(keepingCapacity: true)
        }
        let group = Search.firstIndex(from: 0, limit: highest.count - 1) { predicted <= highest[$0] }
        independent[group] += predicted * (1 - predicted)
        if predictions[group].isEmpty { touched.append(group) }
        predictions[group].append(predicted)
    }

    /// Adds the covariances of the latest person's rows.
    private mutating func share() {
        for group in touched where predictions[group].count > 1 {
            let own = predictions[group]
            let sum = own.reduce(0, +)
            let products = (sum * sum - own.reduce(0) { $0 + $1 * $1 }) / 2
            shared[group] += 2 * correlation * (PairwiseMinimum.sum(own) - products)
        }
    }

    /// The groups, each with its design effect.
    public var groups: [RiskGroup] {
        var all = self
        all.share()
        return zip(result, zip(all.independent, all.shared)).map { group, variances in
            var group = group
            group.designEffect = variances.0 > 0 ? 1 + variances.1 / variances.0 : 1
            return group
        }
    }
}
