import ReportKit

/// How the rows of one family's reports arise, where the truth is known.
///
/// A report has ``SimulatedAreas/count`` areas, all drawn in the same way. Its people can be used for several reports,
/// whose outcomes are drawn anew each time.
public protocol SimulatedFamily: Sendable {
    /// What stays the same in several reports on the same people.
    associatedtype People

    var family: Family { get }
    /// What every area is judged against, where that is not in the rows.
    var target: AgreedTarget? { get }

    /// Draws the people of a report.
    func people(_ random: inout RandomStream) -> People

    /// Draws what happened to them.
    ///
    /// - Parameters:
    ///   - people: the people.
    ///   - effects: for each area, how far its true rate is from the one that it is judged against, as a share of it.
    ///   - random: the stream to draw from.
    func rows(of people: People, effects: [Double], _ random: inout RandomStream) -> SimulatedRows

    /// The effects that a finding says can be detected; nil where it names none. Effects are fractions of what the area
    /// is judged against, above 0 for worse.
    func detectable(_ finding: Finding) -> (worse: Double?, better: Double?)
}

extension SimulatedFamily {
    public var target: AgreedTarget? { nil }

    public func detectable(_ finding: Finding) -> (worse: Double?, better: Double?) { (nil, nil) }
}

extension SimulatedFamily where People == Void {
    public func people(_ random: inout RandomStream) {}
}

extension AgreedTarget {
    init(_ measure: Measure, _ value: Double) {
        self.init(measure: measure, value: value, designated: false, source: "the truth, which the simulation knows")
    }
}
