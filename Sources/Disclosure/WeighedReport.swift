import ReportKit

/// A report that was weighed: all of it may be released, as it came out, and any part of it.
public struct WeighedReport: Sendable {
    private let report: Report
    private let places: Set<CountTable.Place>
    /// Whether everything in it is suppressed because no way was found to make it safe beside everything else.
    public let gaveUp: Bool
    private let release: @Sendable (Report) -> PublishedReport
    private var ground: SameGround?

    init(_ report: Report, gaveUp: Bool = false, release: @escaping @Sendable (Report) -> PublishedReport) {
        self.report = report
        self.gaveUp = gaveUp
        self.release = release
        places = Set(report.findings.map(\.place))
    }

    /// The same, of which it is known which of its areas are of the same ground as later ones.
    public func on(_ ground: SameGround?) -> WeighedReport {
        var report = self
        report.ground = ground
        return report
    }

    /// All of it.
    public var published: PublishedReport { release(report).on(ground) }

    /// A part of it, such as one partnership's.
    ///
    /// - Parameter part: the same report, with fewer of its findings; the counts of the others travel with it.
    public func published(_ part: Report) -> PublishedReport {
        precondition(
            part.indicator.id == report.indicator.id && part.period == report.period
                && part.findings.allSatisfy { places.contains($0.place) },
            "a part that was not weighed")
        return release(part).on(ground)
    }
}
